using System.Text;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Pages.Metrics;

/// <summary>Instruments and their points in a few words.</summary>
internal static class MetricText
{
    // A line has room for so much; the whole set is with the instrument's details.
    private const int SetLength = 200;

    /// <summary>What an instrument is: "counter, cumulative".</summary>
    public static string KindOf(Instrument instrument)
    {
        var kind = instrument.Kind switch
        {
            InstrumentKind.Sum => instrument.IsMonotonic ? "Counter" : "Up-down counter",
            InstrumentKind.ExponentialHistogram => "Exponential histogram",
            _ => $"{instrument.Kind}",
        };
        return instrument.Temporality switch
        {
            Temporality.Delta => $"{kind}, delta",
            Temporality.Cumulative => $"{kind}, cumulative",
            _ => kind,
        };
    }

    /// <summary>A point's set of attributes in a line: <c>method=GET, route=/</c>.</summary>
    public static string SetOf(MetricPoint point)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in point.Attributes.TakeWhile(_ => text.Length < SetLength))
            text.Append(text.Length == 0 ? "" : ", ").Append(key).Append('=').Append(value);
        return text.Length == 0 ? "(no attributes)" : text.Length < SetLength ? text.ToString() : $"{text.ToString(0, SetLength)}…";
    }

    /// <summary>A point's value in a line: <c>42</c>, or <c>1,200 · mean 12 ms · p95 ≈ 40 ms</c>.</summary>
    public static string ValueOf(MetricPoint point, string unit) => point switch
    {
        { IsMissing: true } => "no value",
        NumberPoint number => Measure.Of(number.Value, unit),
        HistogramPoint histogram => string.Join(" · ", PartsOf(histogram, unit)),
        SummaryPoint { Count: > 0 } summary => $"{summary.Count:N0} · mean {Measure.Of(summary.Sum / summary.Count, unit)}",
        SummaryPoint => "0",
        _ => "–",
    };

    private static IEnumerable<string> PartsOf(HistogramPoint point, string unit)
    {
        yield return $"{point.Count:N0}";
        if (point is { Sum: { } sum, Count: > 0 })
            yield return $"mean {Measure.Of(sum / point.Count, unit)}";
        if (Quantiles.Estimate(point, 0.95) is { } estimate)
            yield return $"p95 {Measure.Of(estimate, unit)}";
    }
}
