namespace Cruddur.Dashboard.Listeners;

/// <summary>The ports of the dashboard, by what they are for.</summary>
internal enum Listener
{
    Ui,
    OtlpGrpc,
    OtlpHttp,
}
