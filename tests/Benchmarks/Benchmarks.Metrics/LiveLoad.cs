using System.Diagnostics;
using System.Globalization;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;

namespace Benchmarks.Metrics;

/// <summary>Messages that happen now, in many shops, at a given rate: five of each consultation, questions and answers in turns.</summary>
internal sealed class LiveLoad(GrpcChannel channel)
{
    internal const string Platform = "suning";
    private const int Shops = 400;
    private const int OpenAtOnce = 4_000;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);
    private long next;

    /// <summary>Sends so many events as fast as they are acknowledged; returns how many a second that was.</summary>
    internal async Task<double> FloodAsync(int events)
    {
        var start = Stopwatch.GetTimestamp();
        await Sending.RunAsync(channel, Enumerable.Range(0, events / 2_000).Select(number => Batch(number, 2_000)));
        return events / 2_000 * 2_000 / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Sends at a rate until it is cancelled; returns the rate that was kept.</summary>
    internal async Task<double> SendAsync(int rate, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var sent = 0L;
        await Sending.RunAsync(channel, Paced());
        return sent / Stopwatch.GetElapsedTime(start).TotalSeconds;

        IEnumerable<IngestEventsRequest> Paced()
        {
            for (var beat = 0; !cancellation.IsCancellationRequested; beat++)
            {
                if ((beat * Beat) - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } early)
                {
                    Thread.Sleep(early);
                }

                var size = (int)Math.Max(1, rate * Beat.TotalSeconds);
                sent += size;
                yield return Batch(beat, size);
            }
        }
    }

    /// <summary>A message that happens now.</summary>
    internal static Event Message(string shop, string consultation, string id, SenderRole role) => new()
    {
        Source = "im-gateway",
        EventId = id,
        Shop = new ShopKey { Platform = Platform, ShopId = shop },
        OccurredAt = Timestamp.FromDateTime(DateTime.UtcNow),
        MessageSent = new MessageSent { ConsultationId = consultation, Role = role, BuyerId = role == SenderRole.Buyer ? consultation : "" },
    };

    private IngestEventsRequest Batch(long number, int size)
    {
        var batch = new IngestEventsRequest { BatchNumber = number };
        for (var i = 0; i < size; i++, next++)
        {
            // Many consultations are open at once; each goes on with its next message when all others had theirs.
            var (round, slot) = (next / OpenAtOnce, (int)(next % OpenAtOnce));
            var consultation = string.Create(CultureInfo.InvariantCulture, $"c-{slot:D5}-{round / Chat.PerConsultation:D7}");
            var role = round % Chat.PerConsultation % 2 == 0 ? SenderRole.Buyer : SenderRole.HumanAgent;
            batch.Events.Add(Message(Chat.ShopId(slot % Shops), consultation, string.Create(CultureInfo.InvariantCulture, $"live-{next:D12}"), role));
        }

        return batch;
    }
}
