namespace Cruddur.Hosting;

/// <summary>A value that a run knows when a process starts, and a manifest only by an expression.</summary>
internal interface IExpressionValue
{
    string ValueExpression { get; }

    string Resolve();
}
