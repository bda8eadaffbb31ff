namespace Cruddur.Hosting;

/// <summary>A value that comes from outside the application; in the manifest only its name appears.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="callback">Reads the value, once, when it is first needed.</param>
/// <param name="secret">Whether the value must not be shown.</param>
public sealed class ParameterResource(string name, Func<string> callback, bool secret = false) : Resource(name), IExpressionValue
{
    private readonly Lazy<string> _value = new(callback);

    /// <summary>Whether the value must not be shown.</summary>
    public bool Secret { get; } = secret;

    /// <summary>How a manifest names the value.</summary>
    public string ValueExpression => $"{{{Name}.value}}";

    string IExpressionValue.Resolve() => _value.Value;
}
