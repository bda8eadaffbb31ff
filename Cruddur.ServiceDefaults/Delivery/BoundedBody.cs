namespace Cruddur.ServiceDefaults.Delivery;

/// <summary>Reads an answer's body. A receiver's word is short; one that never ends is not read to its end.</summary>
internal static class BoundedBody
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Reads the body.</summary>
    /// <returns>The body, or null when it is larger than 64 KiB.</returns>
    public static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (body.Length + read > MaxBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
