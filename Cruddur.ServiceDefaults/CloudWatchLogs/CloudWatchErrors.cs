using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>What an answer that is no success means for the batch, and in words that say what to do.</summary>
internal static class CloudWatchErrors
{
    public const string NotFound = "ResourceNotFoundException";
    public const string AlreadyExists = "ResourceAlreadyExistsException";
    public const string AccessDenied = "AccessDeniedException";

    public static bool IsExpiredToken(string error) => error is "ExpiredTokenException" or "ExpiredToken";

    /// <summary>Answers that a clock which is minutes off gets; wrong keys get the first of them too.</summary>
    public static bool MayBeClock(string error) => error is "InvalidSignatureException" or "SignatureDoesNotMatch" or "RequestExpired" or "RequestTimeTooSkewed";

    /// <summary>What to do with the batch; the reason is the error's name, and the words say what to do about it.</summary>
    public static SendResult Meaning(ApiAnswer answer, string group) => answer.Error switch
    {
        // The batch was taken by an earlier attempt whose answer was lost.
        "DataAlreadyAcceptedException" => SendResult.Accepted,
        AccessDenied or "UnrecognizedClientException" or "InvalidClientTokenId" or "MissingAuthenticationToken" or "MissingAuthenticationTokenException" or "IncompleteSignature"
            or "OptInRequired" or "NotAuthorized" => SendResult.Rejected(answer.Error) with { Words = WordsOf(answer.Error, group) },
        NotFound or ApiAnswer.NoCredentials => SendResult.Retry(answer.Error) with { Words = WordsOf(answer.Error, group) },
        _ when IsExpiredToken(answer.Error) => SendResult.Retry(answer.Error) with { Words = WordsOf(answer.Error, group) },
        _ when MayBeClock(answer.Error) => SendResult.Rejected(answer.Error) with { Words = WordsOf(answer.Error, group) },
        _ when MayPass(answer) => SendResult.Retry(NameOf(answer), answer.RetryAfter),
        _ => SendResult.Rejected(NameOf(answer)),
    };

    /// <summary>The error's name, or what else the answer is known by.</summary>
    public static string NameOf(ApiAnswer answer) =>
        answer.Error.Length is > 0 and <= 64 ? answer.Error : answer.Status is >= 200 and < 300 ? "its answer is not CloudWatch's" : $"it answered {answer.Status}";

    private static string WordsOf(string error, string group) => error switch
    {
        ApiAnswer.NoCredentials =>
            "no AWS credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine a role; or remove CloudWatchLogs:LogGroup",
        NotFound => $"the log group {group} or its stream is missing, and could not be created",
        AccessDenied =>
            $"the credentials may not write to the log group {group}. They need logs:CreateLogStream and logs:PutLogEvents, and where the group is missing logs:CreateLogGroup " +
            "and logs:PutRetentionPolicy",
        "OptInRequired" or "NotAuthorized" => $"the account may not use CloudWatch Logs in this region ({error}). Check AWS_REGION",
        _ when IsExpiredToken(error) => "the AWS credentials have expired. Sign in again, or renew AWS_SESSION_TOKEN",
        _ when MayBeClock(error) => $"the signature is wrong ({error}). Check AWS_SECRET_ACCESS_KEY, and the machine's clock",
        _ => $"AWS doesn't know the credentials ({error}). Check AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN or AWS_PROFILE, and that AWS_REGION is a region of that account",
    };

    // A success that can't be read comes from something that isn't CloudWatch: a proxy's page, perhaps, that goes away.
    private static bool MayPass(ApiAnswer answer) =>
        answer.Status is (>= 200 and < 300) or 408 or 429 or >= 500 ||
        answer.Error is "ThrottlingException" or "Throttling" or "TooManyRequestsException" or "RequestLimitExceeded" or "LimitExceededException" or "ServiceUnavailableException"
            or "ServiceUnavailable" or "InternalFailure" or "InternalServerError" or "OperationAbortedException" or "RequestTimeout" or "RequestTimeoutException";
}
