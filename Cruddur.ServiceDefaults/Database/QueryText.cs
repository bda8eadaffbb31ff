using System.Text;

namespace Cruddur.ServiceDefaults.Database;

/// <summary>The text of a query as it may be shown: never with a value in it.</summary>
internal static class QueryText
{
    /// <summary>The text itself when its values travel as parameters; else the text with <c>?</c> in place of each literal.</summary>
    public static string Of(string sql, bool parameterised) => parameterised ? sql : Masked(sql);

    private static string Masked(string sql)
    {
        var tokens = new SqlTokens(sql);
        StringBuilder? masked = null;
        var copied = 0;
        while (tokens.MoveNext())
        {
            if (tokens.Current.Kind != SqlTokenKind.Literal)
                continue;

            masked ??= new StringBuilder(sql.Length);
            masked.Append(sql, copied, tokens.Current.Start - copied).Append('?');
            copied = tokens.Current.End;
        }

        return masked is null ? sql : masked.Append(sql, copied, sql.Length - copied).ToString();
    }
}
