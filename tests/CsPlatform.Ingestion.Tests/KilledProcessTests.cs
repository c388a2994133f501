using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Grpc.Core;
using Grpc.Net.Client;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class KilledProcessTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task A_process_killed_again_and_again_loses_nothing_acknowledged_and_stores_nothing_twice()
    {
        var database = await postgres.CreateDatabaseAsync();
        var address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        var acknowledged = new Dictionary<string, long>();
        var batches = Enumerable.Range(0, 60)
            .Select(batch => Events.Messages(200, $"shop-{batch % 5}", batch * 200).ToList()).ToList();
        for (var life = 0; acknowledged.Count < 12_000; life++)
        {
            using var process = Start(database, address);
            // Three lives end in the middle of their work, later ones may finish.
            await SendAsync(address, batches, acknowledged, killAfter: life < 3 ? (life + 1) * 10 : int.MaxValue, process);
            process.Kill();
        }

        await using var reader = await Service.StartAsync(postgres, redis, database);
        var stored = (await reader.FollowAllAsync()).SelectMany(run => run.Records)
            .ToDictionary(record => record.Event.EventId, record => record.Position);

        Assert.Equal(acknowledged.OrderBy(entry => entry.Key), stored.OrderBy(entry => entry.Key));
    }

    // Sends everything, as a client that trusts only acknowledgements; returns when the process is gone or all is acknowledged.
    private static async Task SendAsync(
        Uri address, List<List<Event>> batches, Dictionary<string, long> acknowledged, int killAfter, ServerProcess process)
    {
        await WaitAsync(address, process);
        using var channel = GrpcChannel.ForAddress(address);
        using var call = new IngestionService.IngestionServiceClient(channel).IngestEvents();
        try
        {
            var sending = SendAllAsync(call.RequestStream, batches);
            var answers = 0;
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                var batch = batches[(int)call.ResponseStream.Current.BatchNumber];
                foreach (var (item, result) in batch.Zip(call.ResponseStream.Current.Results))
                {
                    // Answered before: the position must be the one that was acknowledged then.
                    Assert.Equal(acknowledged.GetValueOrDefault(item.EventId, result.Position), result.Position);
                    acknowledged[item.EventId] = result.Position;
                }

                if (++answers == killAfter)
                {
                    process.Kill();
                }
            }

            await sending;
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or IOException)
        {
            Assert.True(process.HasExited, $"The call failed though the service lives: {e}");
        }
    }

    private static async Task SendAllAsync(IClientStreamWriter<IngestEventsRequest> stream, List<List<Event>> batches)
    {
        for (var number = 0; number < batches.Count; number++)
        {
            await stream.WriteAsync(new IngestEventsRequest { BatchNumber = number, Events = { batches[number] } });
        }

        await stream.CompleteAsync();
    }

    private static async Task WaitAsync(Uri address, ServerProcess process)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var client = new IngestionService.IngestionServiceClient(channel);
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    await client.GetHeadsAsync(new GetHeadsRequest());
                    return true;
                }
                catch (RpcException) when (!process.HasExited)
                {
                    return false;
                }
            },
            "the service answers",
            seconds: 60);
    }

    private ServerProcess Start(string database, Uri address) => ServerProcess.Start(
        "dotnet",
        Path.Combine(AppContext.BaseDirectory, "CsPlatform.Ingestion.dll"),
        $"--ConnectionStrings:ingestiondb={database}",
        $"--ConnectionStrings:cache={redis.ConnectionString}",
        $"--Listen:GrpcPort={address.Port}",
        "--Listen:HealthPort=0");
}
