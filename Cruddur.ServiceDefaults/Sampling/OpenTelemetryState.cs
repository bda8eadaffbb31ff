namespace Cruddur.ServiceDefaults.Sampling;

/// <summary>The member <c>ot</c> of a tracestate, <c>ot=th:…;rv:…</c>, and its surroundings: <c>member=value,member=value</c>.</summary>
internal static class OpenTelemetryState
{
    private const string Key = "ot";

    // What W3C asks everyone to pass on at least, and at most.
    private const int MaxLength = 512;
    private const int MaxMembers = 32;

    /// <summary>The value of the member, empty where there is none.</summary>
    public static ReadOnlySpan<char> Find(ReadOnlySpan<char> state)
    {
        foreach (var part in state.Split(','))
        {
            var member = state[part].Trim(" \t");
            if (IsOurs(member))
                return member[(Key.Length + 1)..];
        }

        return default;
    }

    /// <summary>A field of the member's value: <c>th</c>, <c>rv</c>; empty where there is none.</summary>
    public static ReadOnlySpan<char> Field(ReadOnlySpan<char> value, string name)
    {
        foreach (var part in value.Split(';'))
        {
            var field = value[part];
            if (field.Length > name.Length && field[name.Length] == ':' && field.StartsWith(name, StringComparison.Ordinal))
                return field[(name.Length + 1)..];
        }

        return default;
    }

    /// <summary>The member's value with one field in another's place, first; without it when the text is null.</summary>
    public static string WithThreshold(ReadOnlySpan<char> value, string? threshold)
    {
        var result = threshold is null ? "" : $"th:{threshold}";
        foreach (var part in value.Split(';'))
        {
            var field = value[part];
            if (!field.IsEmpty && !field.StartsWith("th:", StringComparison.Ordinal))
                result += result.Length == 0 ? field.ToString() : $";{field}";
        }

        return result;
    }

    /// <summary>A tracestate with this value of the member, which comes first as what is new does, or without the member; others stay as they are and in order.</summary>
    /// <returns>Never null; empty where nothing is left. What is over 32 members or 512 characters is cut off at the end, a whole member at a time.</returns>
    public static string Replace(string? state, string value)
    {
        var result = value.Length == 0 ? "" : $"{Key}={value}";
        var members = value.Length == 0 ? 0 : 1;
        foreach (var part in state.AsSpan().Split(','))
        {
            var member = state.AsSpan()[part].Trim(" \t");
            if (member.IsEmpty || IsOurs(member))
                continue;
            if (++members > MaxMembers || result.Length + 1 + member.Length > MaxLength)
                break;
            result = result.Length == 0 ? member.ToString() : $"{result},{member}";
        }

        return result;
    }

    private static bool IsOurs(ReadOnlySpan<char> member) => member.StartsWith("ot=", StringComparison.Ordinal);
}
