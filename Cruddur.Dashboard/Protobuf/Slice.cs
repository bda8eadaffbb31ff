namespace Cruddur.Dashboard.Protobuf;

/// <summary>A part of a payload.</summary>
internal readonly record struct Slice(int Start, int Length)
{
    /// <summary>The bytes of the part.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> payload) => payload.Slice(Start, Length);
}
