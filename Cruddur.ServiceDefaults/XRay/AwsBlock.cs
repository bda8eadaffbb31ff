namespace Cruddur.ServiceDefaults.XRay;

/// <summary>The field <c>aws</c>: of a segment what recorded it, by which rule, and where its logs are; of a subsegment the call of an AWS service.</summary>
internal static class AwsBlock
{
    private const string Sdk = "Cruddur";

    private static readonly string SdkVersion = typeof(AwsBlock).Assembly.GetName().Version!.ToString(3);

    public static void WriteSegment(DocumentWriter document, string? samplingRule, string? logGroup)
    {
        document.Json.BeginObject("aws"u8);
        document.Json.BeginObject("xray"u8);
        document.Known("sdk"u8, Sdk);
        document.Known("sdk_version"u8, SdkVersion);
        if (samplingRule is not null)
            document.Known("sampling_rule_name"u8, samplingRule);
        document.Json.EndObject();
        if (logGroup is not null)
        {
            document.Json.BeginArray("cloudwatch_logs"u8);
            document.Json.BeginObject();
            document.Known("log_group"u8, logGroup);
            document.Json.EndObject();
            document.Json.EndArray();
        }

        document.Json.EndObject();
    }

    public static void WriteCall(DocumentWriter document, AwsCallTags call)
    {
        document.Json.BeginObject("aws"u8);
        document.Text("operation"u8, call.Operation);
        document.Text("region"u8, call.Region);
        document.Text("request_id"u8, call.RequestId);
        document.Json.EndObject();
    }
}
