namespace Cruddur.Dashboard.Receiving;

/// <summary>Why a receiver refuses a request, or closes a connection.</summary>
internal enum RefusalReason
{
    /// <summary>It asks for a host that isn't this machine's loopback.</summary>
    Host,

    /// <summary>It is a web page's, and the page isn't configured.</summary>
    Origin,

    /// <summary>The API key is missing or wrong.</summary>
    Key,

    /// <summary>There is nothing under its path.</summary>
    Route,

    /// <summary>It isn't a POST.</summary>
    Method,

    /// <summary>It is neither protobuf nor JSON.</summary>
    MediaType,

    /// <summary>It is compressed with something other than gzip.</summary>
    Compression,

    /// <summary>It has more bytes than one may have.</summary>
    TooLarge,

    /// <summary>It has more records than one may have.</summary>
    TooManyRecords,

    /// <summary>It is not what it says it is.</summary>
    Malformed,

    /// <summary>Its body took longer to arrive than it may.</summary>
    TooSlow,

    /// <summary>Its sender went away before it was whole.</summary>
    Incomplete,

    /// <summary>All the memory for requests that are being read is taken.</summary>
    Memory,

    /// <summary>The queue to the store is full.</summary>
    Queue,

    /// <summary>The port has as many connections as it may; this one was closed.</summary>
    Connections,
}
