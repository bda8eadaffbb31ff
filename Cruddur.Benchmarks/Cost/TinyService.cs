using System.Globalization;
using Cruddur.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Cruddur.Benchmarks.Cost;

/// <summary>The smallest service: one endpoint that answers two bytes, and one that says what all requests so far cost.</summary>
internal static class TinyService
{
    public const string Ready = "ready ";

    /// <summary>Runs until its standard input ends; prints its address when it is ready.</summary>
    public static async Task<int> RunAsync(bool withServiceDefaults)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (withServiceDefaults)
            builder.AddServiceDefaults();
        else
            builder.Logging.ClearProviders();
        var app = builder.Build();
        if (withServiceDefaults)
            app.MapDefaultEndpoints();
        app.MapGet("/", () => "ok");
        app.MapGet("/cost", Cost);
        await app.StartAsync();
        Console.WriteLine(Ready + app.Urls.Single());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static string Cost() => string.Create(
        CultureInfo.InvariantCulture, $"{Environment.CpuUsage.TotalTime.TotalMicroseconds:F0} {GC.GetTotalAllocatedBytes(precise: true)}");
}
