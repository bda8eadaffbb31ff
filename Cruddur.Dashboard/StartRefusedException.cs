namespace Cruddur.Dashboard;

/// <summary>The dashboard can't start. The message is for the person who started it, and says what to do.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
