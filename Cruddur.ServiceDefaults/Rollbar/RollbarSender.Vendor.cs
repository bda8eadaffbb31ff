using System.Globalization;
using System.Net;
using Cruddur.ServiceDefaults.Delivery;
using Rollbar;

namespace Cruddur.ServiceDefaults.Rollbar;

/// <summary>Has Rollbar's package post the items, one at a time, and hears by its events what became of each. Its own queue holds no other: it loses what comes behind one that fails.</summary>
internal sealed class RollbarSender(RollbarDestination destination, TimeProvider time) : ISender
{
    private static readonly TimeSpan LongestWait = RollbarPackage.LongestPost + TimeSpan.FromSeconds(0.5);

    // Its start asks the network: not on this thread, and not as late as the first item, which may be why the process ends.
    private readonly Task<IRollbarQueueController> _package = Task.Run(RollbarPackage.Start);

    public async Task<SendResult> SendAsync(IReadOnlyList<Payload> batch, CancellationToken cancellationToken)
    {
        await RollbarPackage.Turn.WaitAsync(cancellationToken);
        try
        {
            var controller = await _package.WaitAsync(cancellationToken);
            var result = await PostAsync(controller, batch[0].Bytes, cancellationToken);
            return result.Reason == ReasonOf(HttpStatusCode.RequestEntityTooLarge) ? await PostAsync(controller, SmallerItem.Of(batch[0].Bytes.Span), cancellationToken) : result;
        }
        finally
        {
            RollbarPackage.Turn.Release();
        }
    }

    private async Task<SendResult> PostAsync(IRollbarQueueController controller, ReadOnlyMemory<byte> item, CancellationToken cancellationToken)
    {
        var data = RollbarData.Of(item.Span);
        // A logger for each item: its events are of no other.
        using var rollbar = RollbarFactory.CreateNew(ConfigurationOf(data));
        var result = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Exception? error = null;
        void Hear(object? sender, RollbarEventArgs said) => error = (said as InternalErrorEventArgs)?.Error ?? error;

        // Why an item was dropped is told just before, on the same thread, but to no logger.
        controller.InternalEvent += Hear;
        rollbar.InternalEvent += (_, said) =>
        {
            // When Rollbar has no more room in a minute the package pauses the token, and never takes it up again. Rollbar's refusal is enough to wait for.
            if (said is CommunicationEventArgs { Response: { } answer })
                answer.RollbarRateLimit = null;
            if (said is PayloadDropEventArgs)
                result.TrySetResult(Refused(error));
            else if (said is CommunicationEventArgs { Response.Error: 0 })
                result.TrySetResult(SendResult.Accepted);
            else if (said is RollbarApiErrorEventArgs && result.TrySetResult(SendResult.Rejected(ReasonOf(HttpStatusCode.OK))))
                // It would post it again and again.
                controller.FlushQueues();
        };
        rollbar.Log(data);
        try
        {
            return await result.Task.WaitAsync(LongestWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return SendResult.Retry("Rollbar's package does not say what became of it");
        }
        finally
        {
            controller.InternalEvent -= Hear;
        }
    }

    private SendResult Refused(Exception? error)
    {
        var cause = error?.GetBaseException();
        return (cause as HttpRequestException)?.StatusCode switch
        {
            null => SendResult.Retry(cause?.Message ?? "it was not sent"),
            (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) and var status => SendResult.Rejected(ReasonOf(status)) with { Words = $"{ReasonOf(status)}. {destination.TokenAdvice}" },
            (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError) and var status => SendResult.Retry(ReasonOf(status)),
            var status => SendResult.Rejected(ReasonOf(status.Value)),
        };
    }

    private static string ReasonOf(HttpStatusCode status) => string.Create(CultureInfo.InvariantCulture, $"it answered {(int)status}");

    private RollbarLoggerConfig ConfigurationOf(RollbarData data)
    {
        var endpoint = destination.Url.AbsoluteUri[..^"item/".Length];
        var configuration = new RollbarLoggerConfig(destination.Token, data.Environment);
        configuration.RollbarDestinationOptions.Reconfigure(new RollbarDestinationOptions(destination.Token, data.Environment, endpoint));
        // It stamps an item with the time when it is sent.
        var happened = data.Timestamp;
        configuration.RollbarPayloadManipulationOptions.Reconfigure(new RollbarPayloadManipulationOptions(transform: payload => payload.Data.Timestamp = happened));
        return configuration;
    }
}
