using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;
using NodaTime;
using Counts = CsPlatform.Ingestion.V1.IntakeCounts;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>What was offered and what became of it, per source and day of receipt.</summary>
internal sealed class GetIntakeCounts(IntakeReport report, TimeProvider time)
{
    private const int MostDays = 400;

    // With the longest source that is kept, so many rows are just under the 4 MiB that a client takes by default.
    private const int MostRows = 14_000;

    internal async Task<GetIntakeCountsResponse> HandleAsync(GetIntakeCountsRequest request, CancellationToken cancellation)
    {
        var (from, until) = Read(request);
        var rows = await report.ReadAsync(from.ToDateOnly(), until.ToDateOnly(), request.Source, MostRows + 1, cancellation);
        if (rows.Count > MostRows)
        {
            throw Refusal.InvalidArgument(new FieldFault(
                "until_day", $"There are over {MostRows} rows, more than one answer holds: ask for fewer days, or for one source."));
        }

        return new GetIntakeCountsResponse
        {
            Counts = { rows.Select(ToProto) },
            Totals = request.WithTotals ? await TotalsAsync(cancellation) : null,
        };
    }

    private static Counts ToProto(DayCounts row) => new()
    {
        Day = row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Source = row.Source,
        Offered = row.Offered,
        Accepted = row.Accepted,
        Duplicate = row.Duplicate,
        Conflict = row.Conflict,
        Rejected = row.Rejected,
    };

    private static LocalDate? Day(FieldFaults faults, string field, string value, LocalDate usual)
    {
        var day = value.Length == 0 ? usual : DayText.Day(value);
        faults.AddIf(day is null, field, $"\"{value}\" is no day: send YYYY-MM-DD.");
        return day;
    }

    private (LocalDate From, LocalDate Until) Read(GetIntakeCountsRequest request)
    {
        var faults = new FieldFaults();
        var today = ChinaTime.Day(Instant.FromDateTimeOffset(time.GetUtcNow()));
        var from = Day(faults, "from_day", request.FromDay, today);
        var until = Day(faults, "until_day", request.UntilDay, today.PlusDays(1));
        if (from is { } first && until is { } end)
        {
            faults.AddIf(end <= first, "until_day", $"Is not after {first:uuuu-MM-dd}, the first day: it is the day after the last.");
            faults.AddIf(
                NodaTime.Period.DaysBetween(first, end) > MostDays, "until_day", $"Asks for over {MostDays} days: ask for fewer at once.");
        }

        if (TextRules.Text(faults, "source", request.Source, Limits.Source))
        {
            faults.AddIf(
                request.Source.Any(char.IsControl), "source", "Holds a control character; counts show U+FFFD in its place: send that.");
        }

        faults.ThrowIfAny();
        return (from ?? today, until ?? today);
    }

    private async Task<IntakeTotals> TotalsAsync(CancellationToken cancellation)
    {
        var (accepted, inFeed) = await report.TotalsAsync(cancellation);
        return new IntakeTotals { Accepted = accepted, InFeed = inFeed };
    }
}
