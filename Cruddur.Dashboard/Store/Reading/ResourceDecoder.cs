using System.Globalization;
using Cruddur.Dashboard.Protobuf;

namespace Cruddur.Dashboard.Store.Reading;

/// <summary>Reads resources and scopes from the protobuf they are stored in.</summary>
internal static class ResourceDecoder
{
    public static TelemetryResource Resource(long id, ReadOnlySpan<byte> body)
    {
        var attributes = ValueDecoder.Attributes(body, field: 1);
        return new(id.ToString(CultureInfo.InvariantCulture),
            Find(attributes, "service.name") is { Length: > 0 } name ? name : "unknown_service",
            Find(attributes, "service.instance.id") ?? "",
            attributes);
    }

    public static InstrumentationScope Scope(ReadOnlySpan<byte> body)
    {
        var (name, version) = ("", "");
        var reader = new ProtobufReader(body);
        while (reader.Next())
        {
            if (reader.Field == 1)
                name = ValueDecoder.Text(ref reader);
            else if (reader.Field == 2)
                version = ValueDecoder.Text(ref reader);
            else
                reader.Skip();
        }

        return new(name, version);
    }

    private static string? Find(IReadOnlyList<TelemetryAttribute> attributes, string key) =>
        attributes.FirstOrDefault(attribute => attribute.Key == key)?.Value.ToString();
}
