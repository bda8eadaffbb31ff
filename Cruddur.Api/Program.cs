using System.Text.Json;
using Cruddur.Api.Activities;
using Cruddur.Api.Database;
using Cruddur.Api.Demo;
using Cruddur.Api.People;
using Cruddur.Api.Problems;
using Cruddur.ServiceDefaults;
using Cruddur.ServiceDefaults.Configuration;
using Cruddur.ServiceDefaults.Rollbar;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
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
app.MapDefaultEndpoints();
app.MapActivities();
app.MapRollbarTest();

try
{
    await app.RunAsync();
    return 0;
}
catch (Exception refused) when (refused is InvalidConfigurationException or DatabaseRefusedException)
{
    // What is wrong is a setting: the last line on the console is the sentence that says what to do, not a stack trace.
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
