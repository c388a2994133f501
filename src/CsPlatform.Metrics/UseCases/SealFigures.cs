using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Closing;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Metrics.UseCases;

/// <summary>Seals a month of a platform: what would change its figures goes to a later month.</summary>
internal sealed class SealFigures(RulebookCatalogue catalogue, MonthSealer sealer)
{
    private static readonly LocalDatePattern Month = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM");

    internal async Task<SealFiguresResponse> HandleAsync(SealFiguresRequest request, CancellationToken cancellation)
    {
        var first = Validate(request);
        var next = first.PlusMonths(1);
        var sealedThrough = await sealer.SealedThroughAsync(request.Platform, cancellation);
        if (sealedThrough is not { } last || last < next.PlusDays(-1))
        {
            await RefuseTooEarlyAsync(request, first, sealedThrough, cancellation);
            await sealer.SealAsync(request.Platform, next.PlusDays(-1), cancellation);
            sealedThrough = next.PlusDays(-1);
        }

        return new SealFiguresResponse { SealedThrough = Month.Format(sealedThrough.Value) };
    }

    private async Task RefuseTooEarlyAsync(
        SealFiguresRequest request, LocalDate first, LocalDate? sealedThrough, CancellationToken cancellation)
    {
        var subject = $"{request.Platform}/{request.Month}";
        var lastDay = first.PlusMonths(1).PlusDays(-1);
        var (happened, closedThrough) = await sealer.LookAsync(request.Platform, lastDay.PlusDays(1), cancellation);
        if (happened is null || closedThrough is not { } closed || closed < lastDay)
        {
            var how = closedThrough is { } day ? $"it is closed through {ToProto.Day(day)}" : "no day of it is closed everywhere";
            throw Refusal.FailedPrecondition("MONTH_OPEN", subject, $"{request.Month} is not closed: {how}; close it first.");
        }

        var open = sealedThrough is { } last ? last.PlusDays(1) : ChinaTime.MonthOf(happened.Value);
        if (open < first)
        {
            throw Refusal.FailedPrecondition(
                "EARLIER_MONTH_OPEN", subject, $"{Month.Format(open)} comes before {request.Month} and is not sealed; seal it first.");
        }
    }

    private LocalDate Validate(SealFiguresRequest request)
    {
        var faults = new FieldFaults();
        Rules.Platform(catalogue, request.Platform, faults);
        var month = DayText.Month(request.Month);
        faults.AddIf(month is null, "month", $"\"{request.Month}\" is no month; send YYYY-MM.");
        faults.ThrowIfAny();
        return month!.Value;
    }
}
