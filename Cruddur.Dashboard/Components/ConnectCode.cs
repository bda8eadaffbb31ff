using Cruddur.Dashboard.Store;

namespace Cruddur.Dashboard.Components;

/// <summary>What to paste to have a program send to this dashboard. The key itself never stands in it.</summary>
/// <param name="Http">Where OTLP over HTTP is received.</param>
/// <param name="Grpc">Where OTLP over gRPC is received.</param>
/// <param name="WantsKey">Whether senders must show a key.</param>
internal sealed record ConnectCode(string Http, string Grpc, bool WantsKey)
{
    private const string Header = "x-otlp-api-key";
    private const string Key = "$DASHBOARD_OTLP_API_KEY";

    /// <summary>The standard variables, which every SDK reads.</summary>
    public string Environment => $"""
        export OTEL_EXPORTER_OTLP_ENDPOINT={Http}
        export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
        export OTEL_SERVICE_NAME=my-service
        export OTEL_METRIC_EXPORT_INTERVAL=1000
        """ + Line("export OTEL_EXPORTER_OTLP_HEADERS=");

    /// <summary>The same over gRPC.</summary>
    public string GrpcEnvironment => $"""
        export OTEL_EXPORTER_OTLP_ENDPOINT={Grpc}
        export OTEL_EXPORTER_OTLP_PROTOCOL=grpc
        export OTEL_SERVICE_NAME=my-service
        """ + Line("export OTEL_EXPORTER_OTLP_HEADERS=");

    /// <summary>How each language is set up, for a shell in which the variables are set.</summary>
    public IReadOnlyList<(string Language, string Code)> Languages =>
    [
        (".NET", $$"""
            // dotnet add package OpenTelemetry.Exporter.OpenTelemetryProtocol
            // In ASP.NET Core: builder.Services.AddOpenTelemetry(), of OpenTelemetry.Extensions.Hosting, with the same calls.
            using System.Diagnostics;
            using OpenTelemetry;
            using OpenTelemetry.Exporter;
            using OpenTelemetry.Metrics;
            using OpenTelemetry.Resources;
            using OpenTelemetry.Trace;

            using var source = new ActivitySource("my-service");
            using var sdk = OpenTelemetrySdk.Create(telemetry => telemetry
                .ConfigureResource(resource => resource.AddService("my-service"))
                .WithTracing(tracing => tracing.AddSource("my-service", "System.Net.Http"))
                .WithMetrics(metrics => metrics.AddMeter("System.Runtime", "System.Net.Http"))
                .WithLogging()
                .UseOtlpExporter(OtlpExportProtocol.Grpc, new Uri("{{Grpc}}")));
            using (source.StartActivity("hello"))
            {
            }
            """),
        ("Python", """
            pip install opentelemetry-distro opentelemetry-exporter-otlp
            opentelemetry-bootstrap --action=install
            opentelemetry-instrument python app.py
            """),
        ("Node", """
            npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node
            OTEL_LOGS_EXPORTER=otlp OTEL_METRICS_EXPORTER=otlp node --require @opentelemetry/auto-instrumentations-node/register app.js
            """),
        ("Java", """
            curl -LO https://github.com/open-telemetry/opentelemetry-java-instrumentation/releases/latest/download/opentelemetry-javaagent.jar
            java -javaagent:opentelemetry-javaagent.jar -jar app.jar
            """),
        ("Go", """
            // go get go.opentelemetry.io/otel/sdk go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp
            package main

            import (
                "context"

                "go.opentelemetry.io/otel"
                "go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
                "go.opentelemetry.io/otel/sdk/trace"
            )

            func main() {
                ctx := context.Background()
                exporter, err := otlptracehttp.New(ctx)
                if err != nil {
                    panic(err)
                }
                provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
                defer provider.Shutdown(ctx)
                otel.SetTracerProvider(provider)

                _, span := otel.Tracer("my-service").Start(ctx, "hello")
                span.End()
            }
            """),
    ];

    /// <summary>A command that sends a span that ends now.</summary>
    public string Curl(DateTimeOffset now, string traceId)
    {
        var end = UnixNanos.From(now);
        var key = WantsKey ? $"\n  -H \"{Header}: {Key}\" \\" : "";
        return $$$"""
            curl {{{Http}}}/v1/traces -H 'content-type: application/json' \{{{key}}}
              -d '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"curl"}}]},
                "scopeSpans":[{"spans":[{"traceId":"{{{traceId}}}","spanId":"00f067aa0ba902b7","name":"hello","kind":1,
                "startTimeUnixNano":"{{{end - 250_000_000}}}","endTimeUnixNano":"{{{end}}}"}]}]}]}'
            """;
    }

    private string Line(string start) => WantsKey ? $"\n{start}{Header}={Key}" : "";
}
