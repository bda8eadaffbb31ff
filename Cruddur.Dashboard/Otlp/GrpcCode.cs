namespace Cruddur.Dashboard.Otlp;

/// <summary>gRPC's status codes, as far as the receiver uses them.</summary>
internal enum GrpcCode
{
    Ok = 0,
    InvalidArgument = 3,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Unauthenticated = 16,
}
