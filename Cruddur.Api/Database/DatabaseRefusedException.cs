namespace Cruddur.Api.Database;

/// <summary>The application does not start on this database file. Prints as its message alone, which says why and what to do.</summary>
internal sealed class DatabaseRefusedException(string message, Exception? cause = null) : Exception(message, cause)
{
    public override string ToString() => Message;
}
