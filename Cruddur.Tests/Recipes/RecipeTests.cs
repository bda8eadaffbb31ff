using Cruddur.Tests.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cruddur.Tests.Recipes;

public sealed class RecipeTests
{
    private static readonly string[] Names = ["AddASpan", "AddAnAttribute", "AddAnAnnotation", "AddALogLine", "AddAnError"];

    private static readonly string[] Backends = ["Honeycomb", "X-Ray", "CloudWatch Logs", "Rollbar"];

    [Fact]
    public void Code_on_the_page_is_the_code_that_is_compiled()
    {
        Assert.Equal(Names, RecipePage.Recipes.Select(recipe => recipe.File));
        Assert.All(RecipePage.Recipes, recipe => Assert.Equal(File.ReadAllText(Path.Combine(Checkout.Root, "Cruddur.Tests", "Recipes", recipe.File + ".cs")), recipe.Code));
    }

    [Theory]
    [InlineData("AddASpan")]
    [InlineData("AddAnAttribute")]
    [InlineData("AddAnAnnotation")]
    [InlineData("AddALogLine")]
    [InlineData("AddAnError")]
    public async Task Recipe_arrives_as_its_table_says(string name)
    {
        var claims = Assert.Single(RecipePage.Recipes, recipe => recipe.File == name).Claims;
        Assert.Equal(Backends, claims.Keys);
        Assert.All(claims.Values, claim => Assert.True(claim.IsNothing || claim.Fragments.Count > 0));

        await using var backends = await FourBackends.StartAsync();
        await using var service = await TestService.StartAsync(backends.Settings, Map, builder => builder.Services.AddSingleton<AddALogLine>().AddSingleton<AddAnError>());
        var traceId = await service.TraceAsync("/" + name);
        await service.StopAsync();

        var arrived = await backends.OfAsync(traceId);
        foreach (var (backend, claim) in claims)
        {
            var text = string.Join('\n', arrived[backend]);
            Assert.All(claim.Fragments, fragment => Assert.True(text.Contains(fragment, StringComparison.Ordinal), $"{fragment} is not among what {backend} got: {text}"));
            if (claim.IsNothing)
                AssertNothing(backend, arrived[backend]);
        }
    }

    [Fact]
    public async Task Exception_that_nobody_catches_arrives_in_all_four_without_any_code()
    {
        await using var backends = await FourBackends.StartAsync();
        await using var service = await TestService.StartAsync(backends.Settings, app => app.MapGet("/", string () => throw new InvalidOperationException("boom")));
        var traceId = await service.TraceAsync("/");
        await service.StopAsync();
        Assert.All(await backends.OfAsync(traceId), backend => Assert.Contains(backend.Value, document => document.Contains("boom", StringComparison.Ordinal)));
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/AddASpan", () => AddASpan.CountWords("one two three"));
        app.MapGet("/AddAnAttribute", () => AddAnAttribute.SayWhatWasCounted("one two three", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));
        app.MapGet("/AddAnAnnotation", () => AddAnAnnotation.SayHowMany(3));
        app.MapGet("/AddALogLine", (AddALogLine recipe) => recipe.SayHowMany(3));
        app.MapGet("/AddAnError", (AddAnError recipe) => recipe.ReadNumber("three"));
    }

    // Nothing but what every request leaves: its segment, and its line.
    private static void AssertNothing(string backend, IReadOnlyList<string> documents)
    {
        Assert.Equal(backend == "Rollbar" ? 0 : 1, documents.Count);
        Assert.All(documents, document => Assert.DoesNotContain("\"subsegments\"", document, StringComparison.Ordinal));
        Assert.All(documents, document => Assert.DoesNotContain("\"annotations\"", document, StringComparison.Ordinal));
    }
}
