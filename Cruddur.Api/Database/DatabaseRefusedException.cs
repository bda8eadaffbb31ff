namespace Cruddur.Api.Database;

/// <summary>The application does not start on this database file; the message says why and what to do.</summary>
internal sealed class DatabaseRefusedException(string message, Exception? cause = null) : Exception(message, cause);
