using System.Text.Json;
using Cruddur.Api.Activities;
using Cruddur.Api.Database;
using Cruddur.Api.Demo;
using Cruddur.Api.People;
using Cruddur.Api.Problems;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
builder.Services.AddApiProblems();
builder.Services.AddDatabase();
builder.Services.AddPeople();
builder.Services.AddActivities();
builder.AddDemo();

var app = builder.Build();
app.UseApiProblems();
app.UseAuthentication();
app.UseAuthorization();
app.MapActivities();
await app.RunAsync();
