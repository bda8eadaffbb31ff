namespace Cruddur.Web.Activities;

/// <summary>What came of a call to the API: a value, or the reason why there is none.</summary>
public readonly record struct Answer<T>(T? Value, ApiProblem? Problem)
    where T : class
{
    /// <summary>A value is an answer.</summary>
    public static implicit operator Answer<T>(T value) => new(value, null);

    /// <summary>And so is a problem.</summary>
    public static implicit operator Answer<T>(ApiProblem problem) => new(null, problem);
}

/// <summary>Why the API gave no value. <paramref name="Words"/> are its error words, such as <c>message_blank</c>.</summary>
public sealed record ApiProblem(ApiProblemKind Kind, params IReadOnlyList<string> Words)
{
    /// <summary>The status with which a page passes the problem on.</summary>
    public int StatusCode => Kind switch
    {
        ApiProblemKind.Refused => StatusCodes.Status422UnprocessableEntity,
        ApiProblemKind.NotFound => StatusCodes.Status404NotFound,
        ApiProblemKind.NotAllowed => StatusCodes.Status403Forbidden,
        ApiProblemKind.TimedOut => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}

/// <summary>What kept the API from giving a value.</summary>
public enum ApiProblemKind
{
    /// <summary>The API can't be reached, or answers with a fault of its own.</summary>
    Unavailable,

    /// <summary>No answer in time; a write may or may not have happened.</summary>
    TimedOut,

    /// <summary>A rule isn't kept.</summary>
    Refused,

    /// <summary>There is nothing there, or it has expired.</summary>
    NotFound,

    /// <summary>Nobody is signed in.</summary>
    NotAllowed,
}
