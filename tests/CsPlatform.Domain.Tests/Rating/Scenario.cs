using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Rating;

/// <summary>
/// A table of facts in the order in which they become known: when it happened (China Standard Time) | what happened | what it
/// books. Facts: "self-run", "hosted", "opened c", "message c", "transfer c BY KIND", "settled ID FEN". Bookings: "+300
/// ordinary" for a charge, "-300 ordinary" for one taken back, "took 300 paid 200 carried 0" for a settlement; several are
/// joined by ", ".
/// </summary>
internal static class Scenario
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFF");

    /// <summary>Folds the table into the book and holds each line against its last column.</summary>
    internal static void Run(ShopBook book, string table)
    {
        foreach (var (fact, expected, line) in Read(table))
        {
            var booked = string.Join(", ", book.Apply(fact).Select(Say));
            Assert.True(booked == expected, $"{line}\n  booked: {booked}");
        }
    }

    /// <summary>The facts of a table.</summary>
    internal static IEnumerable<(BillingFact Fact, string Expected, string Line)> Read(string table)
    {
        var number = 0;
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            var at = ChinaTime.At(Time.Parse(cells[0]).Value);
            var id = new FactId("test", string.Create(CultureInfo.InvariantCulture, $"e{++number:000}"));
            yield return (Fact(id, at, cells[1].Split(' ')), cells.Length > 2 ? cells[2] : "", line);
        }
    }

    internal static string Say(BookEntry entry) => entry switch
    {
        ChargeEntry { Charge: var c } => $"{(c.Quantity > 0 ? "+" : "-")}{c.UnitPrice.Amount} {Class(c.DayClass)}",
        DeductionEntry { Deduction: var d } => $"took {d.Deducted.Amount} paid {d.PaidOut.Amount} carried {d.Carried.Amount}",
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };

    private static string Class(DayClass dayClass) => dayClass == DayClass.Holiday ? "holiday" : "ordinary";

    private static BillingFact Fact(FactId id, Instant at, string[] words) => words[0] switch
    {
        "self-run" => new ModeChangedFact(id, at, ServiceMode.SelfRun),
        "hosted" => new ModeChangedFact(id, at, ServiceMode.Hosted),
        "opened" => new ConsultationOpenedFact(id, at, words[1]),
        "message" => new MessageFact(id, at, words[1]),
        "transfer" => new TransferFact(
            id, at, words[1],
            words[2] switch { "user" => TransferInitiator.User, "agent" => TransferInitiator.Agent, _ => TransferInitiator.System },
            words[3] switch
            {
                "after-sales" => ConsultationKind.AfterSales,
                "pre-sales" => ConsultationKind.PreSales,
                _ => ConsultationKind.Unknown,
            }),
        "settled" => new ProceedsSettledFact(id, at, words[1], new Fen(long.Parse(words[2], CultureInfo.InvariantCulture))),
        _ => throw new ArgumentException($"No such fact: {string.Join(' ', words)}"),
    };
}
