using Cruddur.ServiceDefaults.Delivery;

namespace Cruddur.ServiceDefaults.Otlp;

/// <summary>A receiver's answer as a result.</summary>
internal static class OtlpResult
{
    /// <summary>A warning without rejected items is no loss; more rejected than were sent is all of them.</summary>
    public static SendResult Of(OtlpAnswer answer, int count) => answer.Rejected == 0
        ? SendResult.Accepted
        : SendResult.RejectedSome("partial_success", (int)Math.Min(answer.Rejected, count)) with { Words = answer.Message };
}
