using System.Text.Json;
using Cruddur.Api.Demo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cruddur.Tests.Api;

public sealed class DemoDataTests
{
    private static readonly Dictionary<string, string> Enabled = new() { ["Demo:Enabled"] = "true" };

    [Fact]
    public async Task Development_starts_with_something_to_read()
    {
        using var api = new ApiApplication(settings: Enabled);

        Assert.Equal(DemoContent.Cruds.Reverse().Select(crud => crud.Message), await api.MessagesAsync("/api/activities/home"));
        using var feed = JsonDocument.Parse(await api.ReadAsync("/api/activities/home"));
        foreach (var activity in feed.RootElement.EnumerateArray())
        {
            Assert.Equal(activity.GetProperty("replies_count").GetInt32(), activity.GetProperty("replies").GetArrayLength());
            foreach (var written in activity.GetProperty("replies").EnumerateArray().Prepend(activity))
                Assert.True(written.GetProperty("created_at").GetDateTimeOffset() < ApiApplication.Start, $"{written} is from the future.");
        }
    }

    [Fact]
    public async Task Demo_data_is_written_once_and_again_when_all_of_it_has_expired()
    {
        using var api = new ApiApplication(settings: Enabled);
        var first = await api.ReadAsync("/api/activities/home");
        var seed = api.Services.GetServices<IHostedService>().OfType<DemoSeed>().Single();

        await seed.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(first, await api.ReadAsync("/api/activities/home"));

        api.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal("[]", await api.ReadAsync("/api/activities/home"));
        await seed.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(DemoContent.Cruds.Count, (await api.MessagesAsync("/api/activities/home")).Length);
    }

    [Fact]
    public async Task Production_has_no_demo_data_even_when_told_to()
    {
        using var api = new ApiApplication("Production", Enabled);
        Assert.Equal("[]", await api.ReadAsync("/api/activities/home"));
    }

    [Fact]
    public void Every_demo_crud_could_have_been_posted()
    {
        foreach (var crud in DemoContent.Cruds)
        {
            Assert.Null(new Cruddur.Api.Activities.NewActivity(crud.Message, "30-days").Check(out _));
            Assert.All(crud.Replies, reply => Assert.Null(new Cruddur.Api.Activities.NewReply(reply.Message).Check()));
            Assert.All(crud.Replies.Select(reply => reply.Handle).Prepend(crud.Handle), handle => Assert.Contains(handle, DemoContent.DisplayNames));
        }
    }
}
