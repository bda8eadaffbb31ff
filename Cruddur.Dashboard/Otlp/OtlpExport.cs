using System.Runtime.CompilerServices;
using Cruddur.Dashboard.Otlp.Json;
using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Receiving;
using Cruddur.Dashboard.Store;
using Microsoft.Extensions.Options;

namespace Cruddur.Dashboard.Otlp;

/// <summary>What OTLP's transports have in common: takes a request apart, and hands what is good to the store.</summary>
internal sealed class OtlpExport(IngestQueue queue, IOptions<DashboardOptions> dashboard, IOptions<ReceiverOptions> options, TimeProvider clock)
{
    // In JSON a number may be one digit and a comma where protobuf has eight bytes.
    private const int MostGrowth = 4;

    /// <summary>Takes an export request in, or refuses it.</summary>
    /// <param name="signal">What the request carries.</param>
    /// <param name="encoding">How it is written.</param>
    /// <param name="request">The request; it is no longer the caller's.</param>
    /// <param name="share">What memory to read it is taken from.</param>
    /// <returns>Which of its records were refused, while the others were kept.</returns>
    /// <exception cref="RequestRefusedException">Nothing of it was taken.</exception>
    public Refusals Export(OtlpSignal signal, OtlpEncoding encoding, RentedBytes request, RequestMemory.Share share)
    {
        var refusals = new Refusals();
        var batch = Read(signal, encoding == OtlpEncoding.Json ? Convert(signal, request, share) : request, refusals, share);
        refusals.Kept = batch.Spans.Count + batch.Logs.Count + batch.Metrics.Count;
        if (queue.TryAdd(batch))
            return refusals;
        batch.Dispose();
        throw new RequestRefusedException(RefusalReason.Queue, "The dashboard's queue is full; send it again later.");
    }

    /// <summary>Takes a request in protobuf apart.</summary>
    /// <exception cref="RequestRefusedException">It isn't protobuf, or has too many records.</exception>
    internal TelemetryBatch Read(OtlpSignal signal, RentedBytes request, Refusals refusals, RequestMemory.Share share)
    {
        var batch = new TelemetryBatch(request) { ArrivedMillis = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        try
        {
            var count = OtlpWalk.Count(request.Span);
            if (count > options.Value.MaxRecords)
            {
                throw new RequestRefusedException(RefusalReason.TooManyRecords,
                    $"A request has at most {options.Value.MaxRecords} records (Dashboard:Receivers:MaxRecords).");
            }

            share.Take((long)count * Unsafe.SizeOf<SpanRecord>());
            Read(signal, batch, count, refusals);
            return batch;
        }
        catch (Exception e)
        {
            batch.Dispose();
            if (e is MalformedPayloadException)
                throw new RequestRefusedException(RefusalReason.Malformed, e.Message);
            throw;
        }
    }

    private static void Read(OtlpSignal signal, TelemetryBatch batch, int count, Refusals refusals)
    {
        switch (signal)
        {
            case OtlpSignal.Traces:
                batch.Spans.Reserve(count);
                OtlpWalk.Records(batch, refusals, SpanReader.Read);
                break;
            case OtlpSignal.Logs:
                batch.Logs.Reserve(count);
                OtlpWalk.Records(batch, refusals, LogReader.Read);
                break;
            default:
                batch.Metrics.Reserve(count);
                OtlpWalk.Records(batch, refusals, MetricReader.Read);
                break;
        }
    }

    private RentedBytes Convert(OtlpSignal signal, RentedBytes json, RequestMemory.Share share)
    {
        using (json)
        {
            var limit = dashboard.Value.MaxRequestBytes;
            share.Take(Math.Min((long)json.Length * MostGrowth, limit));
            try
            {
                return OtlpJsonReader.Convert(json.Span, Shape(signal), limit);
            }
            catch (MalformedPayloadException e)
            {
                throw new RequestRefusedException(RefusalReason.Malformed, e.Message);
            }
        }
    }

    private static OtlpShape Shape(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => RequestShapes.Traces,
        OtlpSignal.Logs => RequestShapes.Logs,
        _ => RequestShapes.Metrics,
    };
}

/// <summary>How an OTLP message is written.</summary>
internal enum OtlpEncoding
{
    Protobuf,
    Json,
}
