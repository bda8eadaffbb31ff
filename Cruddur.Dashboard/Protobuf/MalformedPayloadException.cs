namespace Cruddur.Dashboard.Protobuf;

/// <summary>A payload that is not what its content type says; nothing of it can be used.</summary>
internal sealed class MalformedPayloadException(string message) : Exception(message);
