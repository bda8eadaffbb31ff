using System.Buffers.Binary;
using System.Text;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>
/// What a receiver says of an export it took: <c>Export…ServiceResponse { partial_success = 1 { rejected_… = 1, error_message = 2 } }</c>, the same for every signal.
/// </summary>
internal readonly record struct OtlpAnswer(long Rejected, string Message)
{
    /// <summary>Reads an answer.</summary>
    /// <returns>False when it isn't one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> body, out OtlpAnswer answer)
    {
        answer = new OtlpAnswer(0, "");
        while (!body.IsEmpty)
        {
            if (!TryReadField(ref body, out var field, out _, out var value))
                return false;
            if (field == 1 && !TryReadPartial(value, ref answer))
                return false;
        }

        return true;
    }

    private static bool TryReadPartial(ReadOnlySpan<byte> partial, ref OtlpAnswer answer)
    {
        while (!partial.IsEmpty)
        {
            if (!TryReadField(ref partial, out var field, out var number, out var value))
                return false;
            if (field == 1)
                answer = answer with { Rejected = Math.Max(0, (long)number) };
            else if (field == 2)
                answer = answer with { Message = Encoding.UTF8.GetString(value) };
        }

        return true;
    }

    private static bool TryReadField(ref ReadOnlySpan<byte> rest, out int field, out ulong number, out ReadOnlySpan<byte> value)
    {
        value = default;
        (field, number) = (0, 0UL);
        if (!TryReadVarint(ref rest, out var tag) || tag >> 3 is 0 or > int.MaxValue)
            return false;

        field = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                return TryReadVarint(ref rest, out number);
            case 1:
                return TryTake(ref rest, sizeof(ulong), out value) && BinaryPrimitives.TryReadUInt64LittleEndian(value, out number);
            case 2:
                return TryReadVarint(ref rest, out var length) && TryTake(ref rest, length, out value);
            case 5:
                return TryTake(ref rest, sizeof(uint), out value);
            default:
                return false;
        }
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, ulong length, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (length > (ulong)rest.Length)
            return false;

        value = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (var index = 0; index < Math.Min(10, rest.Length); index++)
        {
            value |= (ulong)(rest[index] & 0x7F) << (7 * index);
            if (rest[index] >= 0x80)
                continue;

            rest = rest[(index + 1)..];
            return true;
        }

        return false;
    }
}
