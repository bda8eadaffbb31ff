using Cruddur.Dashboard.Receiving;

namespace Cruddur.Dashboard.Otlp;

/// <summary>gRPC's status codes, as far as the receiver uses them.</summary>
internal enum GrpcCode
{
    Ok = 0,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Unauthenticated = 16,
}

/// <summary>Refusals as gRPC says them.</summary>
internal static class GrpcCodes
{
    public static GrpcCode Of(RefusalReason reason) => reason switch
    {
        RefusalReason.Host or RefusalReason.Origin => GrpcCode.PermissionDenied,
        RefusalReason.Key => GrpcCode.Unauthenticated,
        RefusalReason.Route or RefusalReason.Method or RefusalReason.Compression => GrpcCode.Unimplemented,
        RefusalReason.TooSlow => GrpcCode.DeadlineExceeded,
        RefusalReason.TooLarge or RefusalReason.TooManyRecords or RefusalReason.Memory or RefusalReason.Queue => GrpcCode.ResourceExhausted,
        _ => GrpcCode.InvalidArgument,
    };
}
