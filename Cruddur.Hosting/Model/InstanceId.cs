using System.Security.Cryptography;

namespace Cruddur.Hosting;

/// <summary>Tells two starts of the same resource apart.</summary>
internal static class InstanceId
{
    public static string Next() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 8);
}
