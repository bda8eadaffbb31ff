using Cruddur.ServiceDefaults;
using Cruddur.ServiceDefaults.BrowserTelemetry;
using Cruddur.Web.Activities;
using Cruddur.Web.Layout;
using Cruddur.Web.Pages.Problem;
using Cruddur.Web.People;
using Cruddur.Web.Security;
using Cruddur.Web.Telemetry;
using Microsoft.Extensions.Configuration.Memory;

var builder = WebApplication.CreateBuilder(args);
// The edge: anybody calls here, and nobody's word on sampling counts. First, so that any setting replaces it.
builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Sampling:TrustCallers", "false")] });
builder.AddServiceDefaults();
// The framework does it in Development alone; a build that isn't published has its styles elsewhere in any environment.
builder.WebHost.UseStaticWebAssets();
builder.AddSharedKeys();
builder.AddActivities();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<DashboardLink>();
builder.Services.AddSingleton(Viewer.In(builder.Environment));
builder.Services.AddRazorComponents();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseProblemPages();
app.MapStaticAssets();
app.MapRazorComponents<App>();
app.MapBrowserTelemetry();
app.MapDefaultEndpoints();
await app.RunAsync();
