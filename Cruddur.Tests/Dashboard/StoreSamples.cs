using Cruddur.Dashboard.Protobuf;
using Cruddur.Dashboard.Query;

namespace Cruddur.Tests.Dashboard;

/// <summary>Requests of every shape that records can have, and conditions on what they hold: the same for the same seed.</summary>
internal sealed class StoreSamples(int seed)
{
    private static readonly string[] Keys = ["http.route", "user", "size", "SampleRate", "Ünïcode", "empty", "service.name", "region"];
    private static readonly string[] Texts = ["GET /", "get /api", "a", "", "Grüße", "unknown", "17", "-1.5", "error", "*", "ſ", "K", "cafe"];
    private static readonly string[] Services = ["shop", "web", "quiet"];

    private readonly Random _random = new(seed);
    private long _spans;

    public int Next(int below) => _random.Next(below);

    /// <summary>A request of so many spans at most.</summary>
    public byte[] Traces(int most) => Request(most, 1, WriteSpan);

    /// <summary>A request of so many log records at most.</summary>
    public byte[] Logs(int most) => Request(most, 0, WriteLog);

    /// <summary>A condition that some of the records may fulfil.</summary>
    public Condition Condition(int depth = 3) => depth == 0 ? Simple() : _random.Next(6) switch
    {
        0 => new AllOf([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Condition(depth - 1))]),
        1 => new AnyOf([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Condition(depth - 1))]),
        2 => new Not(Condition(depth - 1)),
        _ => Simple(),
    };

    private Condition Simple()
    {
        var kinds = Enum.GetValues<FieldKind>();
        var text = Text();
        var operand = _random.Next(3) == 0 ? new Operand($"{Number()}") : new Operand(text);
        if (decimal.TryParse(operand.Text, out var number) && _random.Next(2) == 0)
            operand = operand with { Number = number };
        return _random.Next(4) switch
        {
            0 => new AnyText(_random.Next(4) == 0 ? $"{Number():x}" : text),
            1 => new Test(new(FieldKind.Attribute, Key()), Any(Enum.GetValues<Comparison>()), operand),
            _ => new Test(new(Any(kinds), Key()), Any(Enum.GetValues<Comparison>()), operand),
        };
    }

    private byte[] Request(int most, int least, Action<ProtobufWriter> write)
    {
        var writer = new ProtobufWriter();
        for (var groups = 1 + _random.Next(3); groups > 0; groups--)
        {
            var group = writer.Begin(1);
            var resource = writer.Begin(1);
            OtlpRequests.Attribute(writer, 1, "service.name", Any(Services));
            if (_random.Next(2) == 0)
                WriteAttribute(writer, 1);
            writer.End(resource);
            var scoped = writer.Begin(2);
            var scope = writer.Begin(1);
            writer.WriteString(1, $"Scope.{_random.Next(3)}");
            writer.End(scope);
            for (var records = least + _random.Next(most); records > 0; records--)
                write(writer);
            writer.End(scoped);
            writer.End(group);
        }

        return writer.Written.ToArray();
    }

    private void WriteSpan(ProtobufWriter writer)
    {
        var span = writer.Begin(2);
        var trace = new byte[16];
        trace[^1] = (byte)(1 + _random.Next(60));
        writer.WriteBytes(1, trace);
        writer.WriteBytes(2, Id(++_spans));
        if (_random.Next(3) > 0)
            writer.WriteBytes(4, Id(_random.Next(3)));
        writer.WriteString(5, Text());
        writer.WriteVarint(6, (ulong)_random.Next(8));
        var start = 1_800_000_000_000_000_000UL + (ulong)_random.Next(1000);
        writer.WriteFixed64(7, start);
        writer.WriteFixed64(8, start - 10 + (ulong)_random.Next(100));
        WriteAttributes(writer, 9);
        for (var events = _random.Next(8) - 5; events > 0; events--)
        {
            var one = writer.Begin(11);
            writer.WriteFixed64(1, start + (ulong)_random.Next(5));
            writer.WriteString(2, Text());
            WriteAttributes(writer, 3);
            writer.End(one);
        }

        for (var links = _random.Next(8) - 6; links > 0; links--)
        {
            var one = writer.Begin(13);
            writer.WriteBytes(1, trace);
            writer.WriteBytes(2, Id(_random.Next(1000)));
            WriteAttributes(writer, 4);
            writer.End(one);
        }

        for (var statuses = _random.Next(4) - 1; statuses > 0; statuses--)
        {
            var status = writer.Begin(15);
            if (_random.Next(2) == 0)
                writer.WriteString(2, Text());
            writer.WriteVarint(3, (ulong)_random.Next(3));
            writer.End(status);
        }

        writer.End(span);
    }

    private void WriteLog(ProtobufWriter writer)
    {
        var log = writer.Begin(2);
        if (_random.Next(4) > 0)
            writer.WriteFixed64(1, 1_800_000_000_000_000_000UL + (ulong)_random.Next(50));
        if (_random.Next(4) > 0)
            writer.WriteFixed64(11, 1_800_000_000_000_000_000UL + (ulong)_random.Next(50));
        writer.WriteVarint(2, (ulong)_random.Next(25));
        if (_random.Next(2) == 0)
            writer.WriteString(3, Text());
        if (_random.Next(6) > 0)
            WriteValue(writer, 5, depth: 0);
        WriteAttributes(writer, 6);
        if (_random.Next(2) == 0)
            writer.WriteBytes(9, [.. Id(0), .. Id(1 + _random.Next(5))]);
        if (_random.Next(2) == 0)
            writer.WriteBytes(10, Id(_random.Next(5)));
        if (_random.Next(3) == 0)
            writer.WriteString(12, Text());
        writer.End(log);
    }

    private void WriteAttributes(ProtobufWriter writer, int field)
    {
        // Now and then more keys than there are columns for.
        var many = _random.Next(200) == 0;
        for (var attributes = many ? 260 : _random.Next(7); attributes > 0; attributes--)
        {
            if (many)
                OtlpRequests.Attribute(writer, field, $"key.{_random.Next(1000)}", Text());
            else
                WriteAttribute(writer, field);
        }
    }

    private void WriteAttribute(ProtobufWriter writer, int field)
    {
        var pair = writer.Begin(field);
        if (_random.Next(50) == 0)
            writer.WriteBytes(1, [0xff, 0xfe, (byte)_random.Next(256)]);
        else
            writer.WriteString(1, _random.Next(100) == 0 ? new string('k', 300) : Key());
        if (_random.Next(20) > 0)
            WriteValue(writer, 2, depth: 0);
        writer.End(pair);
    }

    private void WriteValue(ProtobufWriter writer, int field, int depth)
    {
        var value = writer.Begin(field);
        switch (_random.Next(depth < 3 ? 12 : 9))
        {
            case 0:
                writer.WriteVarint(2, (ulong)_random.Next(2));
                break;
            case 1 or 2:
                writer.WriteVarint(3, (ulong)Number());
                break;
            case 3:
                writer.WriteDouble(4, _random.Next(10) == 0 ? double.NaN : Number() / 4.0);
                break;
            case 4:
                writer.WriteBytes(7, Id(Number()));
                break;
            case 5:
                // Longer than a column takes.
                writer.WriteString(1, _random.Next(10) == 0 ? new string('x', 5000) + Text() : Text());
                break;
            case 9 or 10:
                var list = writer.Begin(5);
                for (var items = _random.Next(3); items > 0; items--)
                    WriteValue(writer, 1, depth + 1);
                writer.End(list);
                break;
            case 11:
                var map = writer.Begin(6);
                WriteAttribute(writer, 1);
                writer.End(map);
                break;
            default:
                writer.WriteString(1, Text());
                break;
        }

        // A later field takes the place of an earlier one.
        if (_random.Next(40) == 0)
            writer.WriteString(1, Text());
        writer.End(value);
    }

    private string Key() => Any(Keys);

    private string Text() => Any(Texts);

    private long Number() => _random.Next(5) == 0 ? _random.NextInt64() : _random.Next(-3, 30);

    private static byte[] Id(long number)
    {
        var bytes = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    private T Any<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}
