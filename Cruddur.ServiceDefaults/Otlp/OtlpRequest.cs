using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>Puts a batch together as an export request. Traces and logs have the same envelope: resources, in each its scopes, in each its items.</summary>
/// <remarks>
/// <c>Export…ServiceRequest { resource_… = 1 { resource = 1, scope_… = 2 { scope = 1, items = 2 } } }</c>. The items are written already, so every length is a sum.
/// </remarks>
internal static class OtlpRequest
{
    public static void Write(ProtobufWriter writer, IReadOnlyList<Payload> batch)
    {
        foreach (var resource in batch.GroupBy(item => ((OtlpScope)item.Group!).Resource))
        {
            var inResource = writer.Begin(1);
            writer.WriteBytes(1, resource.Key.Bytes);
            foreach (var scope in resource.GroupBy(item => (OtlpScope)item.Group!))
            {
                var length = FieldLength(scope.Key.Bytes.Length) + scope.Sum(item => FieldLength(item.Length));
                writer.WriteLength(2, length);
                writer.WriteBytes(1, scope.Key.Bytes);
                foreach (var item in scope)
                    writer.WriteBytes(2, item.Bytes.Span);
            }

            writer.End(inResource);
        }
    }

    // A tag below 16 takes one byte.
    private static int FieldLength(int length) => 1 + ProtobufWriter.VarintLength((ulong)length) + length;
}
