using System.Buffers.Binary;
using System.Globalization;
using Cruddur.Dashboard.Protobuf;
using Cruddur.Tests.Dashboard;

namespace Cruddur.Benchmarks;

/// <summary>Requests like a service's: 500 spans with 12 attributes each, in traces of 10.</summary>
internal static class SampleRequests
{
    public const int Spans = 500;

    /// <summary>How many services send.</summary>
    public const int Services = 5;

    private const int SpansATrace = 10;
    private const long Start = 1_800_000_000_000_000_000;

    /// <summary>A request with ids of its own.</summary>
    public static byte[] Traces(int number) => OtlpRequests.Traces($"service-{number % Services}", Enumerable.Range(0, Spans).Select(index =>
    {
        var span = ((long)number * Spans) + index;
        var trace = span / SpansATrace;
        return new TestSpan(Hex(trace * 0x9E3779B97F4A7C1) + Hex(trace + 1), Hex(span + 1), "GET /api/activities/home")
        {
            ParentSpanId = index % SpansATrace == 0 ? null : Hex(span),
            StartNanos = Start + (span * 1000),
            DurationNanos = 1_000_000 + (span % 997 * 10_000),
            Failed = span % 100 == 7,
            Attributes = Attributes(span),
        };
    }));

    /// <summary>Makes requests of a few, each with ids and times of its own, for much less than it costs to take them in.</summary>
    public sealed class Copies
    {
        private const int Templates = 40;

        private readonly (byte[] Request, List<Place> Places)[] _templates = [.. Enumerable.Range(0, Templates).Select(Template)];

        public RentedBytes Request(int number)
        {
            var (template, places) = _templates[number % Templates];
            var request = RentedBytes.Copy(template);
            var copy = request.Segment.AsSpan();
            for (var index = 0; index < Spans; index++)
            {
                var (place, span) = (places[index], ((long)number * Spans) + index);
                var trace = span / SpansATrace;
                BinaryPrimitives.WriteInt64BigEndian(copy[place.Trace..], trace * 0x9E3779B97F4A7C1);
                BinaryPrimitives.WriteInt64BigEndian(copy[(place.Trace + 8)..], trace + 1);
                BinaryPrimitives.WriteInt64BigEndian(copy[place.Id..], span + 1);
                if (place.Parent > 0)
                    BinaryPrimitives.WriteInt64BigEndian(copy[place.Parent..], span);
                BinaryPrimitives.WriteInt64LittleEndian(copy[place.Start..], Start + (span * 1000));
                BinaryPrimitives.WriteInt64LittleEndian(copy[(place.Start + 9)..], Start + (span * 1000) + 1_000_000 + (span % 997 * 10_000));
            }

            return request;
        }

        private static (byte[] Request, List<Place> Places) Template(int number)
        {
            var (request, places) = (Traces(number), new List<Place>());
            Walk(request, new(0, request.Length), depth: 0, places);
            return (request, places);
        }

        // Resources (1), scopes (2) and spans (2), the last one level below.
        private static void Walk(byte[] request, Slice message, int depth, List<Place> places)
        {
            var reader = new ProtobufReader(request, message);
            while (reader.Next())
            {
                if (reader.Field != (depth == 0 ? 1 : 2))
                    reader.Skip();
                else if (depth < 2)
                    Walk(request, reader.ReadSlice(), depth + 1, places);
                else
                    places.Add(Find(request, reader.ReadSlice()));
            }
        }

        private static Place Find(byte[] request, Slice span)
        {
            var (trace, id, parent, start) = (0, 0, 0, 0);
            Span<byte> time = stackalloc byte[8];
            var reader = new ProtobufReader(request, span);
            while (reader.Next())
            {
                switch (reader.Field)
                {
                    case 1:
                        trace = reader.ReadSlice().Start;
                        break;
                    case 2:
                        id = reader.ReadSlice().Start;
                        break;
                    case 4:
                        parent = reader.ReadSlice().Start;
                        break;
                    case 7:
                        BinaryPrimitives.WriteUInt64LittleEndian(time, reader.ReadFixed64());
                        start = span.Start + span.Of(request).IndexOf(time);
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            return new(trace, id, parent, start);
        }

        private readonly record struct Place(int Trace, int Id, int Parent, int Start);
    }

    private static (string Key, string Value)[] Attributes(long span) =>
    [
        ("http.request.method", span % 3 == 0 ? "POST" : "GET"), ("url.scheme", "http"), ("url.path", $"/api/activities/{span % 40}"),
        ("server.address", "localhost"), ("server.port", "4567"), ("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64)"),
        ("http.route", "/api/activities/{id}"), ("http.response.status_code", span % 100 == 7 ? "500" : "200"), ("network.protocol.version", "1.1"),
        ("app.now", $"2026-01-02T03:04:{span % 60:00}.{span % 100_000:00000}Z"), ("app.result_length", $"{span * 7919 % 4001}"),
        ("enduser.id", $"user-{span % 50}"),
    ];

    private static string Hex(long number) => number.ToString("x16", CultureInfo.InvariantCulture);
}
