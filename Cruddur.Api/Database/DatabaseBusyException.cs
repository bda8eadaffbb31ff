namespace Cruddur.Api.Database;

/// <summary>Another writer held the database for longer than <see cref="DatabaseOptions.BusyTimeoutSeconds"/>; nothing was written.</summary>
internal sealed class DatabaseBusyException(Exception? cause = null)
    : Exception("The database stayed locked by another writer for longer than Database:BusyTimeoutSeconds.", cause);
