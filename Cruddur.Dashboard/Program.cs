using Cruddur.Dashboard.Otlp;
using Cruddur.Dashboard.Store;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System).AddTelemetryStore();
builder.Services.AddSingleton<OtlpExport>();

var app = builder.Build();
app.Run();
