using System.Diagnostics.Metrics;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>Counts requests of webhooks by source and by the status that they were answered with.</summary>
internal sealed class WebhookMeter(IMeterFactory meters)
{
    private readonly Counter<long> requests = meters.Create("CsPlatform.Ingestion")
        .CreateCounter<long>("ingestion.webhooks", "{request}", "Requests of webhooks, by source and HTTP status");

    internal void Count(string source, int status) => requests.Add(
        1, new KeyValuePair<string, object?>("source", source), new KeyValuePair<string, object?>("status", status));
}
