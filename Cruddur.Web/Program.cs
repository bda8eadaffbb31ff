using Cruddur.ServiceDefaults;
using Cruddur.Web.Activities;
using Cruddur.Web.Layout;
using Cruddur.Web.People;
using Cruddur.Web.Security;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSharedKeys();
builder.AddActivities();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(Viewer.In(builder.Environment));
builder.Services.AddRazorComponents();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseExceptionHandler("/problem/500", createScopeForErrors: true);
app.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>();
app.MapDefaultEndpoints();
await app.RunAsync();
