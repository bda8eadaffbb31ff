namespace Cruddur.Hosting;

/// <summary>A part of an endpoint's address.</summary>
public sealed class EndpointReferenceExpression : IExpressionValue
{
    internal EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property)
    {
        Endpoint = endpoint;
        Property = property;
    }

    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint { get; }

    /// <summary>Which part.</summary>
    public EndpointProperty Property { get; }

    string IExpressionValue.ValueExpression => Endpoint.Expression(Property);

    string IExpressionValue.Resolve() => Endpoint.Resolve(Property);
}
