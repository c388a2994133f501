using CsPlatform.Domain.Conduct;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace CsPlatform.Domain.Tests.Conduct;

/// <summary>What holds for every set of incidents, in whatever order they come.</summary>
[Trait("kind", "property")]
public class PointLedgerProperties
{
    private const int WeeklyCap = 8;

    private static readonly PointTerms Terms = new(
        [
            new ConductItem("small", "小", "small", ConductClass.General, 3, null, [], null),
            new ConductItem("big", "大", "big", ConductClass.Serious, 25, null, [], null),
            new ConductItem("chosen", "选", "chosen", ConductClass.General, null, new PointRange(4, 8), [], null),
        ],
        [new PointCap(ConductClass.General, PointPeriod.NaturalWeek, WeeklyCap)],
        [],
        WarningsFirst: 1);

    private static readonly Gen<ConductEntry> Entry =
        from id in Gen.Choose(0, 40)
        from hours in Gen.Choose(0, 24 * 21)
        from kind in Gen.Elements("small", "big", "chosen", "unknown", "back")
        from number in Gen.Choose(0, 40)
        let at = ChinaTime.StartOf(new LocalDate(2024, 1, 1)) + Duration.FromHours(hours)
        let key = new EventKey("test", $"{id}")
        select kind == "back"
            ? (ConductEntry)new IncidentTakenBack(at, key, new EventKey("test", $"{number}"))
            : new ConductIncident(at, key, kind, number % 10);

    // Keys come twice, also with different content.
    private static readonly Arbitrary<ConductEntry[]> Entries = Entry.ArrayOf(40).ToArbitrary();

    [Fact]
    public void The_order_of_arrival_does_not_matter() => Check(entries =>
        Same(Count(entries), Count([.. entries.Reverse()])));

    [Fact]
    public void One_by_one_gives_what_all_at_once_gives() => Check(entries =>
        Same(Count(entries), entries.Aggregate(PointLedger.Empty, (ledger, entry) => ledger.With([entry])).Count(_ => Terms)));

    [Fact]
    public void What_comes_again_changes_nothing() => Check(entries =>
        Same(Count(entries), PointLedger.Of(entries).With(entries).With(entries.Take(3)).Count(_ => Terms)));

    [Fact]
    public void A_week_never_adds_more_than_its_cap() => Check(entries => Count(entries).Lines
        .Where(line => line.Item?.Class == ConductClass.General)
        .GroupBy(line => PointPeriods.Of(line.Incident.OccurredAt, PointPeriod.NaturalWeek))
        .All(week => week.Sum(line => line.Added) <= WeeklyCap));

    [Fact]
    public void The_total_is_the_sum_of_what_each_incident_added() => Check(entries =>
        Count(entries) is var statement
        && statement.Total == statement.Sum(ConductClass.General) + statement.Sum(ConductClass.Serious)
        && statement.Lines.All(line => line.Added >= 0 && line.Added <= (line.Points ?? 0)));

    [Fact]
    public void Taking_incidents_back_never_raises_the_total() => Check(entries =>
    {
        var before = PointLedger.Of(entries);
        var back = before.Entries.OfType<ConductIncident>().Take(3)
            .Select((incident, i) => new IncidentTakenBack(incident.OccurredAt, new EventKey("appeal", $"{i}"), incident.Key));
        return before.With(back).Count(_ => Terms).Total <= before.Count(_ => Terms).Total;
    });

    [Fact]
    public void An_incident_that_was_taken_back_adds_nothing() => Check(entries =>
    {
        var ledger = PointLedger.Of(entries);
        var back = ledger.Entries.OfType<IncidentTakenBack>().Select(entry => entry.Incident).ToHashSet();
        return ledger.Count(_ => Terms).Lines.All(line =>
            back.Contains(line.Incident.Key) == (line.Reason == PointReason.TakenBack) && (line.Counts || line.Added == 0));
    });

    private static PointStatement Count(ConductEntry[] entries) => PointLedger.Of(entries).Count(_ => Terms);

    private static bool Same(PointStatement left, PointStatement right) =>
        left.Lines.Select(Say).SequenceEqual(right.Lines.Select(Say));

    private static string Say(PointLine line) => $"{line} {string.Join(',', line.Measures)}";

    private static void Check(Func<ConductEntry[], bool> holds) => Prop.ForAll(Entries, holds).QuickCheckThrowOnFailure();
}
