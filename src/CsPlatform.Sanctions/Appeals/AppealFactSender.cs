using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Transactions;
using Grpc.Core;
using Npgsql;

namespace CsPlatform.Sanctions.Appeals;

/// <summary>
/// Sends what waits to ingestion until it is answered. Two processes may send the same: an event's id makes the second one a duplicate.
/// </summary>
internal sealed class AppealFactSender(
    Database database, IngestionService.IngestionServiceClient ingestion, TimeProvider time, ILogger<AppealFactSender> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                await SendAsync(stoppingToken);
            }
            catch (Exception e) when (e is RpcException or NpgsqlException && !stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning("Accepted exclusions wait: {Problem}", e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        var waiting = await database.ReadAsync(AppealFacts.WaitingAsync, cancellation);
        if (waiting.Count == 0)
        {
            return;
        }

        var request = new SubmitEventsRequest { Events = { waiting.Select(item => item.Fact) } };
        var answer = await ingestion.SubmitEventsAsync(request, cancellationToken: cancellation);
        await database.InTransactionAsync(
            async (connection, _, token) =>
            {
                foreach (var ((key, number, _), result) in waiting.Zip(answer.Results))
                {
                    await AppealFacts.AnswerAsync(connection, key, number, result, token);
                }
            },
            cancellation);
    }
}
