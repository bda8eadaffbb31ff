using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cruddur.Hosting;

/// <summary>One JSON document a line; an empty line says that the stream is alive.</summary>
internal sealed class NdjsonWriter(PipeWriter output)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public async Task WriteAsync<T>(IEnumerable<T> documents, CancellationToken cancellationToken)
    {
        foreach (var document in documents)
        {
            await output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(document, Options), cancellationToken);
            await output.WriteAsync(NewLine, cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
    }

    public async Task HeartbeatAsync(CancellationToken cancellationToken) => await output.WriteAsync(NewLine, cancellationToken);
}
