using Cruddur.Dashboard.Store;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTelemetryStore();

var app = builder.Build();
app.Run();
