using Cruddur.Dashboard;
using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Pages;
using Cruddur.Dashboard.ReadApi;
using Cruddur.Dashboard.Receiving;
using Cruddur.Dashboard.Resources;
using Cruddur.Dashboard.Store;
using Cruddur.Dashboard.Trust;

var builder = WebApplication.CreateBuilder(args);
builder.AddDashboard();
builder.Services
    .AddTelemetryStore()
    .AddReceiving()
    .AddOtlpReceivers()
    .AddTrust()
    .AddResourceFeed()
    .AddTelemetryApi()
    .AddPages();

var app = builder.Build();
app.UseHostCheck();
app.UseOtlpReceivers();
app.UseSecurityHeaders();
app.UseErrorPages();
app.UseTelemetryApiProblems();
app.UseCommandOrigin();
app.UseTrust();
app.UseAntiforgery();
app.MapHealthChecks("/health").AllowAnonymous();
app.MapTelemetryApi();
app.MapPages();

return await app.RunDashboardAsync();
