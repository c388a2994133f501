using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Closing;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;
using NodaTime;

namespace CsPlatform.Metrics.UseCases;

/// <summary>Closes the days of a platform on command.</summary>
internal sealed class CloseDays(RulebookCatalogue catalogue, DayCloser closer, TimeProvider time)
{
    internal async Task HandleAsync(
        CloseDaysRequest request, IServerStreamWriter<CloseDaysResponse> responses, CancellationToken cancellation)
    {
        var through = Validate(request);
        try
        {
            var closed = await closer.CloseAsync(
                request.Platform,
                through,
                progress => responses.WriteAsync(Response(progress, false), cancellation),
                cancellation);
            await responses.WriteAsync(Response(closed, true), cancellation);
        }
        catch (TimeoutException e)
        {
            throw Refusal.DeadlineExceeded("FEED_BEHIND", e.Message);
        }
        catch (RpcException e) when (!cancellation.IsCancellationRequested)
        {
            throw Refusal.Unavailable(
                $"Ingestion cannot be asked how far its feed is ({e.Status.Detail}); call again.", TimeSpan.FromSeconds(2));
        }
    }

    private static CloseDaysResponse Response(ClosingProgress progress, bool done) => new()
    {
        PartitionsDone = progress.Done,
        PartitionsTotal = progress.Total,
        FiguresClosed = progress.Figures,
        Done = done,
        PoisonOpen = progress.PoisonOpen,
    };

    private LocalDate Validate(CloseDaysRequest request)
    {
        var faults = new FieldFaults();
        Rules.Platform(catalogue, request.Platform, faults);
        var through = DayText.Day(request.Through);
        faults.AddIf(through is null, "through", $"\"{request.Through}\" is no date; send YYYY-MM-DD.");
        faults.ThrowIfAny();
        var today = ChinaTime.Day(Instant.FromDateTimeOffset(time.GetUtcNow()));
        return through is { } day && day < today
            ? day
            : throw Refusal.FailedPrecondition(
                "DAY_NOT_ENDED",
                $"{request.Platform}/{request.Through}",
                $"{request.Through} has not ended yet in China Standard Time (today is {today:R}); "
                    + "close an earlier day or call again later.");
    }
}
