using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using NodaTime;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>Seals a natural month of a platform that has ended: from then on it takes no more events.</summary>
internal sealed class SealMonth(SealedMonths months, RulebookCatalogue rulebooks, TimeProvider time)
{
    internal async Task<SealMonthResponse> HandleAsync(SealMonthRequest request, CancellationToken cancellation)
    {
        var faults = new FieldFaults();
        if (rulebooks.WhyUnknown(request.Platform) is { } fault)
        {
            faults.Add("platform", fault);
        }

        var first = DayText.Month(request.Month);
        faults.AddIf(first is null, "month", $"\"{request.Month}\" is no month; send one such as 2024-06.");
        faults.ThrowIfAny();
        var month = new PlatformMonth(request.Platform, first!.Value);
        RefuseUnended(month);
        var sealedAt = await months.SealAsync(month, time, cancellation);
        return new SealMonthResponse { Sealed = SealedMonthText.ToProto(month, sealedAt) };
    }

    private void RefuseUnended(PlatformMonth month)
    {
        var today = ChinaTime.Day(Instant.FromDateTimeOffset(time.GetUtcNow()));
        if (ChinaTime.MonthOf(today) <= month.Month)
        {
            throw Refusal.FailedPrecondition(
                "MONTH_NOT_ENDED",
                $"platforms/{month.Platform}/months/{SealedMonthText.Of(month.Month)}",
                $"{SealedMonthText.Of(month.Month)} has not ended in China Standard Time; seal it when no more of its events are awaited.");
        }
    }
}
