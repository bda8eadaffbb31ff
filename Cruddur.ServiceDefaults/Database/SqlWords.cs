namespace Cruddur.ServiceDefaults.Database;

/// <summary>What the words of SQL mean to a summary. All are compared without regard to case.</summary>
internal static class SqlWords
{
    /// <summary>Words that come before the statement's own operation.</summary>
    public static bool IsPrefix(ReadOnlySpan<char> word) => Is(word, "WITH") || Is(word, "EXPLAIN");

    /// <summary>An operation inside a statement: a query anywhere, a change only after a bracket (a common table expression), not in <c>DO UPDATE</c>.</summary>
    public static bool IsOperation(ReadOnlySpan<char> word, bool afterBracket) =>
        Is(word, "SELECT") || (afterBracket && (Is(word, "INSERT") || Is(word, "UPDATE") || Is(word, "DELETE") || Is(word, "MERGE")));

    public static bool NamesTableNext(string operation) => operation is "UPDATE" or "PRAGMA" or "TRUNCATE" or "CALL" or "EXEC" or "EXECUTE";

    public static bool DefinesObject(string operation) => operation is "CREATE" or "ALTER" or "DROP";

    public static bool IsObjectKind(ReadOnlySpan<char> word) =>
        Is(word, "TABLE") || Is(word, "INDEX") || Is(word, "VIEW") || Is(word, "TRIGGER") || Is(word, "SCHEMA") || Is(word, "DATABASE");

    /// <summary>Words that may stand between a keyword and the name that it leads to.</summary>
    public static bool IsBeforeName(ReadOnlySpan<char> word) =>
        Is(word, "IF") || Is(word, "NOT") || Is(word, "EXISTS") || Is(word, "ONLY") || Is(word, "TABLE") || Is(word, "LATERAL") ||
        Is(word, "OR") || Is(word, "IGNORE") || Is(word, "REPLACE") || Is(word, "ABORT") || Is(word, "FAIL") || Is(word, "ROLLBACK");

    public static bool LeadsToTable(ReadOnlySpan<char> word) => StartsList(word) || Is(word, "INTO");

    public static bool StartsList(ReadOnlySpan<char> word) => Is(word, "FROM") || Is(word, "JOIN");

    /// <summary><c>IS DISTINCT FROM</c> compares, and leads to no table.</summary>
    public static bool IsDistinct(ReadOnlySpan<char> word) => Is(word, "DISTINCT");

    private static bool Is(ReadOnlySpan<char> word, ReadOnlySpan<char> other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);
}
