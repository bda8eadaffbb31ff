using System.Text;
using AWS.Logger;
using AWS.Logger.SeriLog;
using Cruddur.ServiceDefaults.Delivery;
using OpenTelemetry;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Cruddur.ServiceDefaults.CloudWatchLogs;

/// <summary>
/// Hands batches to AWS's Serilog sink, and waits for what CloudWatch says to them: so the sink's own queue, which loses what it can't hold and what it has when the
/// service ends, is never fuller than one batch.
/// </summary>
internal sealed class CloudWatchLogsSender(CloudWatchLogsDestination destination, SinkAccount account, TimeProvider time) : ISender, IDisposable
{
    private const string Document = "Document";

    // How long its closing may wait for what it still has.
    private static readonly TimeSpan LongestFlush = TimeSpan.FromSeconds(1);

    private Logger? _logger;
    private CloudWatchLogsClient? _client;
    private string? _stream;
    private Payload? _given;

    public async Task<SendResult> SendAsync(IReadOnlyList<Payload> batch, CancellationToken cancellationToken)
    {
        // A batch that comes again is still in the sink's hands.
        if (ReferenceEquals(_given, batch[0]))
            _client!.Answers.GiveTurn();
        else
        {
            await OpenAsync();
            Give(batch);
        }

        var result = await _client!.Answers.ResultAsync(cancellationToken);
        if (result.Outcome != SendOutcome.Retry)
            _given = null;
        return result;
    }

    public void Dispose() => _logger?.Dispose();

    // A new one for a new day, and after a batch that was given up: the sink still has it.
    private async Task OpenAsync()
    {
        var stream = $"{destination.StreamPrefix}/{time.GetUtcNow():yyyy-MM-dd}";
        if (_given is null && _stream == stream)
            return;
        if (_logger is not null)
            await _logger.DisposeAsync();

        // The sink's loop keeps the context that it is made in: its requests are no spans.
        using var untraced = SuppressInstrumentationScope.Begin();
        _stream = stream;
        _client = new CloudWatchLogsClient(destination, account, time);
        _logger = new LoggerConfiguration()
            .WriteTo.AWSSeriLog(
                new AWSLoggerConfig(destination.Group)
                {
                    LogStreamName = stream,
                    // The client does, with the stream, and needs no permission to look.
                    DisableLogGroupCreation = true,
                    PreconfiguredServiceClient = _client,
                    // It looks twice a second for what there is to send, and this is not to be added.
                    BatchPushInterval = TimeSpan.Zero,
                    FlushTimeout = LongestFlush,
                    LibraryLogErrors = false,
                },
                textFormatter: new MessageTemplateTextFormatter($"{{{Document}:l}}"))
            .CreateLogger();
    }

    private void Give(IReadOnlyList<Payload> batch)
    {
        _given = batch[0];
        _client!.Answers.Expect(batch.Count);
        foreach (var payload in batch)
        {
            var document = new LogEventProperty(Document, new ScalarValue(Encoding.UTF8.GetString(payload.Bytes.Span)));
            _logger!.Write(new LogEvent(payload.Time, LogEventLevel.Information, exception: null, MessageTemplate.Empty, [document]));
        }
    }
}
