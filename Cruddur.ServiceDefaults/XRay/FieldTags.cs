namespace Cruddur.ServiceDefaults.XRay;

/// <summary>Tags of one span that together make one of X-Ray's fields, held until it is known whether the span has that field.</summary>
internal abstract class FieldTags
{
    /// <summary>What was taken.</summary>
    public List<KeyValuePair<string, object>> Held { get; } = [];

    /// <summary>Takes a tag if it belongs here and has a value of the right type.</summary>
    public abstract bool TryTake(string key, object value);

    public virtual void Clear() => Held.Clear();

    protected bool Text(string key, object value, out string? text)
    {
        text = value as string;
        if (text is not null)
            Held.Add(new(key, value));
        return text is not null;
    }

    protected bool Number(string key, object value, out long? number)
    {
        number = value switch
        {
            int whole => whole,
            long whole => whole,
            _ => null,
        };
        if (number is not null)
            Held.Add(new(key, value));
        return number is not null;
    }
}
