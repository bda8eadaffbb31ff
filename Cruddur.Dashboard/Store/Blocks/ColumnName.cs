namespace Cruddur.Dashboard.Store.Blocks;

/// <summary>What a column holds of its records.</summary>
/// <param name="Own">Which of the record's own fields, or that it is an attribute.</param>
/// <param name="Key">The attribute's key; empty for the record's own fields.</param>
internal readonly record struct ColumnName(OwnColumn Own, string Key = "");

/// <summary>The fields that have columns, with the numbers that stand in the file.</summary>
internal enum OwnColumn
{
    /// <summary>An attribute of the record's own; values.</summary>
    Attribute = 0,

    /// <summary>The row of the resource; numbers.</summary>
    Resource = 1,

    /// <summary>The row of the scope; numbers.</summary>
    Scope = 2,

    /// <summary>A span's start, or when a log record was written; numbers.</summary>
    Time = 3,

    /// <summary>A span's duration; numbers.</summary>
    Duration = 4,

    /// <summary>The trace's 16 bytes; values.</summary>
    Trace = 5,

    /// <summary>The span's id; numbers, 0 for none.</summary>
    Span = 6,

    /// <summary>The parent's id; numbers, 0 for none.</summary>
    Parent = 7,

    /// <summary>A span's name; values.</summary>
    Name = 8,

    /// <summary>A span's kind; numbers.</summary>
    Kind = 9,

    /// <summary>A span's status; numbers.</summary>
    Status = 10,

    /// <summary>What a span's status says; values.</summary>
    StatusMessage = 11,

    /// <summary>A span's events without their times, as fields 11 of a span; values.</summary>
    Events = 12,

    /// <summary>A span's links, as fields 13 of a span; values.</summary>
    Links = 13,

    /// <summary>A log record's severity; numbers.</summary>
    Severity = 14,

    /// <summary>A log record's severity in words; values.</summary>
    SeverityText = 15,

    /// <summary>A log record's event name; values.</summary>
    EventName = 16,

    /// <summary>A log record's body; values.</summary>
    Body = 17,

    /// <summary>The records' own numbers, where they don't simply follow each other; numbers.</summary>
    Id = 18,

    /// <summary>When a log record came, in milliseconds; numbers.</summary>
    Arrived = 19,

    /// <summary>1 for a record with attributes that have no column; numbers.</summary>
    Rest = 20,
}
