using System.Collections.Concurrent;
using System.Net;
using System.Text;
using CsPlatform.Ingestion.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CsPlatform.ServiceDefaults.Tests;

/// <summary>Traces, metrics and logs go to the collector that is configured.</summary>
public class TelemetryTests
{
    [Fact]
    public async Task Traces_metrics_and_logs_reach_the_configured_collector()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await CollectorAsync(received);
        using var settings = new Variables(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_SERVICE_NAME", "probe-under-test"));

        var service = await RunningService.StartAsync(_ => throw new InvalidOperationException("for the log"));
        await Assert.ThrowsAsync<RpcException>(async () => await service.Client.SubmitEventsAsync(new SubmitEventsRequest()));
        await service.DisposeAsync();

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], received.Keys.Order());
        Assert.All(received.Values, body => Assert.Contains("probe-under-test", body, StringComparison.Ordinal));
        Assert.Contains("SubmitEvents", received["/v1/traces"], StringComparison.Ordinal);
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/{**path}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            // Strings stand in a protobuf message as they are, so that Latin-1 keeps them readable.
            var text = Encoding.Latin1.GetString(body.ToArray());
            received.AddOrUpdate(context.Request.Path, text, (_, before) => before + text);
            context.Response.StatusCode = (int)HttpStatusCode.OK;
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>Environment variables for the time of a test: the exporter reads nothing else.</summary>
    private sealed class Variables : IDisposable
    {
        private readonly List<(string Name, string? Before)> _before = [];

        public Variables(params (string Name, string Value)[] variables)
        {
            foreach (var (name, value) in variables)
            {
                _before.Add((name, Environment.GetEnvironmentVariable(name)));
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        public void Dispose() => _before.ForEach(entry => Environment.SetEnvironmentVariable(entry.Name, entry.Before));
    }
}
