using System.Net;
using Cruddur.Dashboard.Otlp.Json;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Tests.Dashboard;

public sealed class OtlpFieldTests
{
    // The fields that lead from a group of records (ResourceSpans, ResourceLogs) to a message, and the message's shape.
    private static readonly (string Signal, int[] Path, OtlpShape Shape)[] Places =
    [
        ("traces", [1], OtlpShapes.Resource),
        ("traces", [1, 1], OtlpShapes.KeyValue),
        ("traces", [1, 1, 2], OtlpShapes.AnyValue),
        ("traces", [1, 1, 2, 5], OtlpShapes.ArrayValue),
        ("traces", [1, 1, 2, 6], OtlpShapes.KeyValueList),
        ("traces", [1, 3], OtlpShapes.EntityRef),
        ("traces", [2, 1], OtlpShapes.Scope),
        ("traces", [2, 1, 3], OtlpShapes.KeyValue),
        ("traces", [2, 2], OtlpShapes.Span),
        ("traces", [2, 2, 9], OtlpShapes.KeyValue),
        ("traces", [2, 2, 11], OtlpShapes.Event),
        ("traces", [2, 2, 11, 3], OtlpShapes.KeyValue),
        ("traces", [2, 2, 13], OtlpShapes.Link),
        ("traces", [2, 2, 13, 4], OtlpShapes.KeyValue),
        ("traces", [2, 2, 15], OtlpShapes.Status),
        ("logs", [1], OtlpShapes.Resource),
        ("logs", [2, 1], OtlpShapes.Scope),
        ("logs", [2, 2], OtlpShapes.LogRecord),
        ("logs", [2, 2, 5], OtlpShapes.AnyValue),
        ("logs", [2, 2, 6], OtlpShapes.KeyValue),
    ];

    [Fact]
    public async Task A_field_that_is_written_as_another_kind_is_refused_before_it_is_stored()
    {
        using var dashboard = new DashboardApplication();
        var taken = new List<string>();
        foreach (var (signal, path, shape) in Places)
        {
            foreach (var field in shape.Fields)
            {
                foreach (var wire in Enum.GetValues<WireType>().Where(wire => wire is not (WireType.StartGroup or WireType.EndGroup) && wire != WireOf(field.Kind)))
                {
                    var (status, _) = await dashboard.SendAsync(signal, Request(path, writer => Write(writer, field.Number, wire)));
                    if (status != HttpStatusCode.BadRequest)
                        taken.Add($"{signal} {string.Join('.', path)} {field.Name} as {wire}: {status}");
                }
            }
        }

        Assert.Equal([], taken);
    }

    [Fact]
    public async Task A_scope_that_is_refused_keeps_no_other_scope_out()
    {
        using var dashboard = new DashboardApplication();
        var (status, _) = await dashboard.SendAsync("traces", Request([2, 1], writer => writer.WriteVarint(1, 1)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        await dashboard.AcceptAsync("traces", OtlpRequests.Traces("shop", TestSpan.Root(2)));
        Assert.Equal(1, (await dashboard.StoredAsync(counts => counts.Spans > 0)).Spans);
    }

    private static byte[] Request(int[] path, Action<ProtobufWriter> content)
    {
        var writer = new ProtobufWriter();
        var group = writer.Begin(1);
        var resource = writer.Begin(1);
        if (path[0] == 1)
            Nest(writer, path.AsSpan(1), content);
        writer.End(resource);
        var scoped = writer.Begin(2);
        var scope = writer.Begin(1);
        if (path is [2, 1, ..])
            Nest(writer, path.AsSpan(2), content);
        writer.End(scope);
        var record = writer.Begin(2);
        if (path is [2, 2, ..])
            Nest(writer, path.AsSpan(2), content);
        writer.End(record);
        writer.End(scoped);
        writer.End(group);
        return writer.Written.ToArray();
    }

    private static void Nest(ProtobufWriter writer, ReadOnlySpan<int> path, Action<ProtobufWriter> content)
    {
        var open = new Stack<int>();
        foreach (var field in path)
            open.Push(writer.Begin(field));
        content(writer);
        while (open.TryPop(out var start))
            writer.End(start);
    }

    private static WireType WireOf(OtlpKind kind) => kind switch
    {
        OtlpKind.Text or OtlpKind.Bytes or OtlpKind.Id or OtlpKind.Message => WireType.LengthDelimited,
        OtlpKind.Fixed32 => WireType.Fixed32,
        OtlpKind.Fixed64 or OtlpKind.SignedFixed64 or OtlpKind.Real => WireType.Fixed64,
        _ => WireType.Varint,
    };

    private static void Write(ProtobufWriter writer, int field, WireType wire)
    {
        switch (wire)
        {
            case WireType.LengthDelimited:
                writer.WriteBytes(field, []);
                break;
            case WireType.Fixed32:
                writer.WriteFixed32(field, 1);
                break;
            case WireType.Fixed64:
                writer.WriteFixed64(field, 1);
                break;
            default:
                writer.WriteVarint(field, 1);
                break;
        }
    }
}
