using System.Text.Json;
using Cruddur.ServiceDefaults.CloudWatchLogs;

namespace Cruddur.Tests.ServiceDefaults.CloudWatchLogs;

public sealed class PutLogEventsRequestTests
{
    [Fact]
    public void Events_stand_in_order_of_time_and_those_of_one_millisecond_in_order_of_arrival()
    {
        var time = SampleEvents.Time;
        var request = Assert.Single(PutLogEventsRequest.Of(
        [
            SampleEvents.Payload("c", time.AddMilliseconds(2)), SampleEvents.Payload("a", time), SampleEvents.Payload("b", time.AddTicks(-1).AddTicks(1)),
            SampleEvents.Payload("d", time.AddMilliseconds(2)), SampleEvents.Payload("before", time.AddMilliseconds(-1)),
        ]));
        Assert.Equal([4, 1, 2, 0, 3], request.Events.Select(item => item.Index));
    }

    [Fact]
    public void Batch_that_spans_more_than_24_hours_becomes_several_requests()
    {
        var time = SampleEvents.Time;
        var requests = PutLogEventsRequest.Of([.. new[] { 0, 23, 24, 47, 48, 49 }.Select(hours => SampleEvents.Payload($"{hours}", time.AddHours(hours)))]);
        Assert.Equal([[0, 1], [2, 3], [4, 5]], requests.Select(request => request.Events.Select(item => item.Index).ToArray()));
    }

    [Fact]
    public void Request_counts_26_bytes_for_each_event()
    {
        var message = new string('x', (PutLogEventsRequest.MaxBytes / 2) - 26);
        Assert.Single(PutLogEventsRequest.Of([SampleEvents.Payload(message), SampleEvents.Payload(message)]));
        Assert.Equal(2, PutLogEventsRequest.Of([SampleEvents.Payload(message), SampleEvents.Payload(message + "x")]).Count);
        Assert.Equal(2, PutLogEventsRequest.Of([.. Enumerable.Range(0, 10_001).Select(_ => SampleEvents.Payload("x"))]).Count);
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("""{"rejectedLogEventsInfo":null}""", 0)]
    [InlineData("""{"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":"2"}}""", 0)]
    [InlineData("""{"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":-1,"tooNewLogEventStartIndex":99}}""", 0)]
    [InlineData("""{"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":99}}""", 5)]
    [InlineData("""{"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":1,"expiredLogEventEndIndex":2,"tooNewLogEventStartIndex":4}}""", 3)]
    public void Rejected_events_are_counted_by_place(string answer, int expected) => Assert.Equal(expected, RejectedLogEvents.Of(JsonElement.Parse(answer), 5).Count());

    [Fact]
    public void Rejected_events_have_their_reasons() => Assert.Equal(
        [(0, RejectedLogEvents.TooOld), (1, RejectedLogEvents.Expired), (4, RejectedLogEvents.TooNew)],
        RejectedLogEvents.Of(JsonElement.Parse("""{"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":1,"expiredLogEventEndIndex":2,"tooNewLogEventStartIndex":4}}"""), 5));
}
