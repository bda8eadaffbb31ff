using System.Text;
using System.Text.Json;
using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Otlp.Json;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Tests.Dashboard;

public sealed class OtlpJsonTests
{
    private const string Metrics = """
        {"resourceMetrics":[{"resource":{"entityRefs":[{"schemaUrl":"u","type":"service","idKeys":["service.name","b"],"descriptionKeys":["c"]}]},
        "scopeMetrics":[{"scope":{"name":"m"},"metrics":[
        {"name":"g","description":"d","unit":"1","gauge":{"dataPoints":[{"attributes":[{"key":"k","value":{"stringValue":"v"}}],"timeUnixNano":"1",
        "asDouble":-0.5,"exemplars":[{"filteredAttributes":[{"key":"k","value":{"boolValue":true}}],"timeUnixNano":"2","asInt":"-3",
        "spanId":"eee19b7ec3c1b174","traceId":"5b8efff798038103d269b633813fc60c"}],"flags":1}]}},
        {"name":"s","sum":{"dataPoints":[{"startTimeUnixNano":"1","timeUnixNano":"2","asInt":"-9223372036854775808"}],"aggregationTemporality":2,"isMonotonic":true}},
        {"name":"h","histogram":{"dataPoints":[{"timeUnixNano":"18446744073709551615","count":"3","sum":1.5,"bucketCounts":["1","0","300"],
        "explicitBounds":[0,1.25,"Infinity"],"min":"-Infinity","max":2}],"aggregationTemporality":1}},
        {"name":"e","exponentialHistogram":{"dataPoints":[{"count":"3","sum":1,"scale":-2,"zeroCount":"1","positive":{"offset":-7,"bucketCounts":["1","300"]},
        "negative":{"offset":7},"zeroThreshold":0.1}]}},
        {"name":"q","summary":{"dataPoints":[{"count":"1","sum":2,"quantileValues":[{"quantile":0.5,"value":2}]}]},"metadata":[{"key":"k","value":{"intValue":"1"}}]}
        ]}]}]}
        """;

    [Fact]
    public void Every_kind_of_metric_goes_to_protobuf_and_back()
    {
        using var converted = OtlpJsonReader.Convert(Encoding.UTF8.GetBytes(Metrics), RequestShapes.Metrics);
        var protobuf = converted.Span.ToArray();
        Assert.Equal(Metrics.ReplaceLineEndings(""), Json(protobuf, RequestShapes.Metrics));
        Assert.True(ShapeCheck.Walk(protobuf, RequestShapes.Metrics));
    }

    [Fact]
    public void A_metric_cut_off_anywhere_is_malformed()
    {
        using var converted = OtlpJsonReader.Convert(Encoding.UTF8.GetBytes(Metrics), RequestShapes.Metrics);
        var protobuf = converted.Span.ToArray();
        for (var length = 1; length < protobuf.Length; length++)
        {
            var cut = length;
            Assert.Throws<MalformedPayloadException>(() => ShapeCheck.Walk(protobuf.AsSpan(0, cut), RequestShapes.Metrics));
        }
    }

    [Fact]
    public void Of_a_field_that_stands_twice_the_last_one_counts_and_a_list_may_be_scattered()
    {
        var writer = new ProtobufWriter();
        OtlpRequests.Attribute(writer, 9, "a", "1");
        writer.WriteString(5, "first");
        OtlpRequests.Attribute(writer, 9, "b", "2");
        writer.WriteString(5, "second");
        Assert.Equal(
            """{"name":"second","attributes":[{"key":"a","value":{"stringValue":"1"}},{"key":"b","value":{"stringValue":"2"}}]}""",
            Json(writer.Written, OtlpShapes.Span));
    }

    [Theory]
    [InlineData("c03e01")]
    [InlineData("c13e0000000000000000")]
    [InlineData("c23e0100")]
    [InlineData("c53e00000000")]
    [InlineData("c33ec43e")]
    [InlineData("c33e0801cb3ecc3ec43e")]
    public void Unknown_fields_of_any_kind_are_passed_over(string hex)
    {
        var known = new ProtobufWriter();
        known.WriteString(5, "kept");
        Assert.Equal("""{"name":"kept"}""", Json([.. Convert.FromHexString(hex), .. known.Written], OtlpShapes.Span));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("07")]
    [InlineData("0e")]
    [InlineData("c43e")]
    [InlineData("c33e")]
    [InlineData("08ffffffffffffffffffff01")]
    public void What_protobuf_doesnt_have_is_malformed(string hex) =>
        Assert.Throws<MalformedPayloadException>(() => ShapeCheck.Walk(Convert.FromHexString(hex), OtlpShapes.AnyValue));

    [Theory]
    [InlineData(0UL)]
    [InlineData(127UL)]
    [InlineData(128UL)]
    [InlineData(ulong.MaxValue)]
    public void Numbers_and_nested_lengths_of_any_size_are_read_as_written(ulong number)
    {
        var writer = new ProtobufWriter();
        var outer = writer.Begin(1);
        var inner = writer.Begin(2);
        writer.WriteVarint(3, number);
        writer.WriteBytes(4, new byte[number > 100 ? 20_000 : 1]);
        writer.End(inner);
        writer.End(outer);

        var message = new ProtobufReader(writer.Written);
        Assert.True(message.Next());
        var nested = new ProtobufReader(message.ReadBytes());
        Assert.False(message.Next());
        Assert.True(nested.Next());
        var fields = new ProtobufReader(nested.ReadBytes());
        Assert.True(fields.Next());
        Assert.Equal(number, fields.ReadVarint());
        Assert.True(fields.Next());
        Assert.Equal(number > 100 ? 20_000 : 1, fields.ReadBytes().Length);
        Assert.False(fields.Next() || nested.Next());
    }

    private static string Json(ReadOnlySpan<byte> message, OtlpShape shape)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            OtlpJsonWriter.Write(json, message, shape);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
