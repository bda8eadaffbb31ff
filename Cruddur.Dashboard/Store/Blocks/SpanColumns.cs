using System.Buffers.Binary;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>Takes a span apart into its columns.</summary>
internal sealed class SpanColumns
{
    private readonly ProtobufWriter _parts = new();

    /// <summary>Adds a row.</summary>
    /// <param name="columns">Where it is added.</param>
    /// <param name="payload">The bytes that the span is in.</param>
    /// <param name="span">The span.</param>
    /// <param name="resource">The row of its resource.</param>
    /// <param name="scope">The row of its scope.</param>
    /// <returns>How many spans it stands for.</returns>
    public long Add(ColumnsBuilder columns, ReadOnlySpan<byte> payload, in SpanRecord span, long resource, long scope)
    {
        Span<byte> trace = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(trace, span.TraceId);
        columns.AddRow();
        columns.Set(OwnColumn.Resource, resource);
        columns.Set(OwnColumn.Scope, scope);
        columns.Set(OwnColumn.Time, span.StartNanos);
        columns.Set(OwnColumn.Duration, Math.Max(0, span.EndNanos - span.StartNanos));
        columns.Set(OwnColumn.Trace, trace, isText: false);
        columns.Set(OwnColumn.Span, span.SpanId);
        columns.Set(OwnColumn.Parent, span.ParentSpanId);
        columns.Set(OwnColumn.Name, span.Name.Of(payload), isText: true);
        columns.Set(OwnColumn.Kind, (int)span.Kind);
        columns.Set(OwnColumn.Status, (int)span.Status);
        return AddParts(columns, span.Body.Of(payload));
    }

    private long AddParts(ColumnsBuilder columns, ReadOnlySpan<byte> body)
    {
        var (position, weight, hasEvents, hasLinks) = (0, 1L, false, false);
        var status = default(ReadOnlySpan<byte>);
        var reader = new ProtobufReader(body);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 9:
                    weight = Math.Max(weight, AttributeColumns.Add(columns, position++, reader.ReadBytes()));
                    break;
                case 11:
                    hasEvents = true;
                    reader.Skip();
                    break;
                case 13:
                    hasLinks = true;
                    reader.Skip();
                    break;
                case 15:
                    status = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        AddMessage(columns, status);
        if (hasEvents)
            AddEvents(columns, body);
        if (hasLinks)
            AddLinks(columns, body);
        return weight;
    }

    private static void AddMessage(ColumnsBuilder columns, ReadOnlySpan<byte> status)
    {
        var message = default(ReadOnlySpan<byte>);
        var reader = new ProtobufReader(status);
        while (reader.Next())
        {
            if (reader.Field == 2)
                message = reader.ReadBytes();
            else
                reader.Skip();
        }

        if (message.Length > 0)
            columns.Set(OwnColumn.StatusMessage, message, isText: true);
    }

    // Events are alike but for their times, which nothing searches.
    private void AddEvents(ColumnsBuilder columns, ReadOnlySpan<byte> body)
    {
        _parts.Clear();
        var reader = new ProtobufReader(body);
        while (reader.Next())
        {
            if (reader.Field != 11)
            {
                reader.Skip();
                continue;
            }

            var start = _parts.Begin(11);
            var parts = new ProtobufReader(reader.ReadBytes());
            while (parts.Next())
            {
                if (parts.Field is 2 or 3)
                    _parts.WriteBytes(parts.Field, parts.ReadBytes());
                else
                    parts.Skip();
            }

            _parts.End(start);
        }

        columns.Set(OwnColumn.Events, _parts.Written, isText: false);
    }

    private void AddLinks(ColumnsBuilder columns, ReadOnlySpan<byte> body)
    {
        _parts.Clear();
        var reader = new ProtobufReader(body);
        while (reader.Next())
        {
            if (reader.Field == 13)
                _parts.WriteBytes(13, reader.ReadBytes());
            else
                reader.Skip();
        }

        columns.Set(OwnColumn.Links, _parts.Written, isText: false);
    }
}
