using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Query;

/// <summary>A record as conditions see it.</summary>
internal interface IFields
{
    /// <summary>The values of a field; none where the record hasn't it.</summary>
    IEnumerable<TelemetryValue> Of(Field field);

    /// <summary>Whether a name, a message, an id, or an attribute's key or value contains the text, in any case.</summary>
    bool Contain(string text);
}
