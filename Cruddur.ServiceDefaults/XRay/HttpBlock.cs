using Cruddur.ServiceDefaults.Scrubbing;

namespace Cruddur.ServiceDefaults.XRay;

/// <summary>The field <c>http</c>: a request that was served (in a segment) or made (in a subsegment), and its response.</summary>
internal static class HttpBlock
{
    public static void Write(DocumentWriter document, RequestTags request, PeerTags peer)
    {
        document.Json.BeginObject("http"u8);
        document.Json.BeginObject("request"u8);
        document.Known("method"u8, request.Method);
        WriteUrl(document, request, peer);
        document.Text("user_agent"u8, request.UserAgent);
        document.Text("client_ip"u8, request.ClientAddress);
        document.Flag("x_forwarded_for"u8, request.IsForwarded);
        document.Json.EndObject();
        if (request.StatusCode is not null || request.ResponseSize is not null)
        {
            document.Json.BeginObject("response"u8);
            document.Number("status"u8, request.StatusCode);
            document.Number("content_length"u8, request.ResponseSize);
            document.Json.EndObject();
        }

        document.Json.EndObject();
    }

    // A client's span has the whole URL, a server's the parts.
    private static void WriteUrl(DocumentWriter document, RequestTags request, PeerTags peer)
    {
        if (request.Url is not null || peer.Address is null)
        {
            document.Text("url"u8, request.Url ?? request.Path);
            return;
        }

        var scheme = request.Scheme ?? "http";
        var path = Scrubber.Text(request.Path ?? "/");
        var query = Scrubber.Text((request.Query ?? "").TrimStart('?'));
        var port = peer.Port is null || (scheme, peer.Port) is ("http", 80) or ("https", 443) ? "" : $":{peer.Port}";
        document.Text("url"u8, [scheme, "://", peer.Address, port, path, query.Length > 0 ? "?" : "", query]);
    }
}
