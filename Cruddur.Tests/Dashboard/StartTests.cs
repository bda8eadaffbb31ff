using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Cruddur.Tests.Dashboard;

public sealed class StartTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_taken_port_is_refused_in_one_line_with_its_key()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var refusal = await DashboardProcess.RefusalAsync(folder.Path, new() { ["Dashboard__OtlpHttpPort"] = $"{port}" }, CancellationToken);
        Assert.Equal(
            (1, "", $"Port {port} is taken. Stop what listens there, or set Dashboard:OtlpHttpPort to another port.\n"),
            refusal);
    }

    [Fact]
    public async Task All_settings_that_are_wrong_are_told_at_once()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string>
        {
            ["Dashboard__UiPort"] = "70000",
            ["Dashboard__OtlpGrpcPort"] = "-1",
            ["Dashboard__MaxRequestBytes"] = "1",
            ["Dashboard__AllowedOrigins__0"] = "localhost",
            ["Dashboard__Store__MaxSpans"] = "0",
        };
        var (exitCode, output, errors) = await DashboardProcess.RefusalAsync(folder.Path, environment, CancellationToken);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal(
            [
                "Dashboard:AllowedOrigins has \"localhost\", which is not an origin; write it as http://localhost:5173, without a path.",
                "Dashboard:MaxRequestBytes is 1; it must be between 1024 and 1073741824.",
                "Dashboard:OtlpGrpcPort is -1; a port is between 1 and 65535, or 0 for any that is free.",
                "Dashboard:Store:MaxSpans is 0; it must be at least 1.",
                "Dashboard:UiPort is 70000; a port is between 1 and 65535, or 0 for any that is free.",
            ],
            errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_setting_that_isnt_a_number_is_told_in_one_line_with_its_key()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output, errors) = await DashboardProcess.RefusalAsync(folder.Path, new() { ["Dashboard__UiPort"] = "many" }, CancellationToken);
        Assert.Equal(
            (1, "", "Failed to convert configuration value 'many' at 'Dashboard:UiPort' to type 'System.Int32'.\n"), (exitCode, output, errors));
    }

    [Fact]
    public async Task A_file_of_a_newer_dashboard_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "telemetry.db");
        SQLitePCL.Batteries_V2.Init();
        await using (var file = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await file.OpenAsync(CancellationToken);
            await using var command = file.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync(CancellationToken);
        }

        var refusal = await DashboardProcess.RefusalAsync(folder.Path, [], CancellationToken);
        Assert.Equal(
            (1, "", $"{path} was written by a newer dashboard (schema 99; this one knows {Cruddur.Dashboard.Store.TelemetrySchema.Version}). Update the dashboard, or set CRUDDUR_DATA to another folder.\n"),
            refusal);
    }

    [Fact]
    public async Task What_isnt_a_database_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "telemetry.db");
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("not a database\n", 100)), CancellationToken);
        var (exitCode, output, errors) = await DashboardProcess.RefusalAsync(folder.Path, [], CancellationToken);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"{path} can't be opened: ", errors, StringComparison.Ordinal);
        Assert.Equal(1, errors.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_folder_that_another_dashboard_runs_on_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var first = await DashboardProcess.StartAsync(folder.Path, CancellationToken);
        var (exitCode, _, errors) = await DashboardProcess.RefusalAsync(folder.Path, [], CancellationToken);
        Assert.Equal(1, exitCode);
        Assert.Contains("Another dashboard may run on it", errors, StringComparison.Ordinal);
    }
}
