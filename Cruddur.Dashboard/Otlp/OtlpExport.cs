using Cruddur.Dashboard.Otlp.Json;
using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Otlp;

/// <summary>What OTLP's transports have in common: takes a request apart, and hands what is good to the store.</summary>
internal sealed partial class OtlpExport(IngestQueue queue, TimeProvider clock, ILogger<OtlpExport> logger)
{
    /// <summary>Takes an export request in. What it returns is what the sender is to be told.</summary>
    /// <param name="signal">What the request carries.</param>
    /// <param name="encoding">How it is written.</param>
    /// <param name="request">The request; it belongs to the store from here on.</param>
    public ExportResult Export(OtlpSignal signal, OtlpEncoding encoding, byte[] request)
    {
        var refusals = new Refusals();
        TelemetryBatch batch;
        try
        {
            batch = Read(signal, encoding == OtlpEncoding.Json ? OtlpJsonReader.Convert(request, Shape(signal)) : request, refusals);
        }
        catch (MalformedPayloadException e)
        {
            Log.Malformed(logger, signal, e.Message);
            return new(ExportOutcome.Malformed, 0, e.Message);
        }

        if (!queue.TryAdd(batch))
            return new(ExportOutcome.Busy, 0, "The dashboard's queue is full; send it again later.");
        if (refusals.Count > 0)
            Log.Refused(logger, signal, refusals);
        return new(ExportOutcome.Accepted, refusals.Count, refusals.ToString()) { Kept = batch.Spans.Count + batch.Logs.Count + batch.Metrics.Count };
    }

    /// <summary>Takes a request in protobuf apart.</summary>
    /// <exception cref="MalformedPayloadException">It isn't protobuf.</exception>
    internal TelemetryBatch Read(OtlpSignal signal, byte[] request, Refusals refusals)
    {
        var batch = new TelemetryBatch(request) { ArrivedMillis = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        OtlpWalk.Records(batch, refusals, signal switch
        {
            OtlpSignal.Traces => SpanReader.Read,
            OtlpSignal.Logs => LogReader.Read,
            _ => MetricReader.Read,
        });
        return batch;
    }

    private static OtlpShape Shape(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => RequestShapes.Traces,
        OtlpSignal.Logs => RequestShapes.Logs,
        _ => RequestShapes.Metrics,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Refused a request of {Signal}: {Reason}")]
        public static partial void Malformed(ILogger logger, OtlpSignal signal, string reason);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Took a request of {Signal} in part: {Refusals}")]
        public static partial void Refused(ILogger logger, OtlpSignal signal, Refusals refusals);
    }
}

/// <summary>How an OTLP message is written.</summary>
internal enum OtlpEncoding
{
    Protobuf,
    Json,
}

/// <summary>What became of a request.</summary>
internal enum ExportOutcome
{
    Accepted,
    Malformed,
    Busy,
}

/// <summary>What the sender is told.</summary>
/// <param name="Outcome">Whether the request was taken.</param>
/// <param name="Rejected">How many of its records were not.</param>
/// <param name="Message">Why.</param>
internal readonly record struct ExportResult(ExportOutcome Outcome, long Rejected, string Message)
{
    /// <summary>How many of its records were taken; metrics count as one with all of their points.</summary>
    public long Kept { get; init; }
}
