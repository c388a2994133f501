using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// A shop's book. The rows of a table are facts in the order in which they become known; a row plays all rows before it and then its
/// own. Given: when it happened (China Standard Time) and fact, one of "self-run", "hosted", "opened c [by BUYER]",
/// "message c [by BUYER]", "transfer c INITIATOR KIND", "settled ID YUAN", "publish TARIFF", "name DAY KIND" (of calendar day),
/// "again" (the fact before, once more). Found: books ("+3.00 ordinary" for a charge, "-3.00 ordinary" for one taken back, "took 5.00
/// paid 0.00 carried 2.50" for a settlement) and because (what became of the usage of the fact). Settings: tariffs, and what
/// differs from the shipped rule: dedup, initiators, kinds, holiday kinds, named days.
/// </summary>
internal sealed class ChargingRunner : IScenarioRunner
{
    public string Name => "charging";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var market = new ScenarioMarket(row);
        var (booked, last) = ((IReadOnlyList<BookEntry>)[], (BillingFact?)null);
        foreach (var played in Before(row))
        {
            var words = played.Cell("fact").Split(' ');
            last = words[0] is "publish" or "name" ? null : last;
            booked = words[0] switch
            {
                "publish" => market.Publish(string.Join(' ', words[1..])),
                "name" => market.NameDay(string.Join(' ', words[1..])),
                "again" => market.Book.Apply(last!),
                _ => market.Book.Apply(last = Fact(played, words)),
            };
        }

        return new Dictionary<string, string>
        {
            ["books"] = string.Join(", ", booked.Select(Say)),
            ["because"] = last is null ? "" : Became(market.Book, last),
        };
    }

    // The rows of the same table up to this one: a table's rows stand on lines that follow one another.
    private static IEnumerable<ScenarioRow> Before(ScenarioRow row)
    {
        var above = ScenarioFile.All.Where(r => r.File == row.File && r.Line <= row.Line).OrderByDescending(r => r.Line).ToList();
        return above.TakeWhile((r, i) => r.Line == row.Line - i).Reverse();
    }

    private static string Became(ShopBook book, BillingFact fact)
    {
        var usage = book.Usages.Where(u => u.Judged.Cause == fact.Id).ToList();
        return string.Join(", ", usage.Select(u => u.Decision.Reason == UsageReason.None
            ? Words.Of(u.Decision.State)
            : $"{Words.Of(u.Decision.State)}: {Words.Of(u.Decision.Reason)}"));
    }

    private static string Say(BookEntry entry) => entry switch
    {
        ChargeEntry { Charge: var c } => $"{(c.Quantity > 0 ? "+" : "-")}{Text(c.UnitPrice)} {Words.Of(c.DayClass)}",
        DeductionEntry { Deduction: var d } => $"took {Text(d.Deducted)} paid {Text(d.PaidOut)} carried {Text(d.Carried)}",
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };

    private static string Text(Fen fen) => Domain.Rating.Amounts.Yuan.Of(fen);

    private static BillingFact Fact(ScenarioRow row, string[] words)
    {
        var at = Words.At(row.Cell("when"))!.Value;
        var id = new FactId("table", row.Find("id") ?? string.Create(CultureInfo.InvariantCulture, $"{row.Line:00000}"));
        var buyer = words.Length > 3 && words[2] == "by" ? words[3] : null;
        return words[0] switch
        {
            "self-run" => new ModeChangedFact(id, at, ServiceMode.SelfRun),
            "hosted" => new ModeChangedFact(id, at, ServiceMode.Hosted),
            "opened" => new ConsultationOpenedFact(id, at, words[1], buyer),
            "message" => new MessageFact(id, at, words[1], buyer),
            "transfer" => new TransferFact(
                id, at, words[1], ScenarioMarket.One<TransferInitiator>(words[2]), ScenarioMarket.One<ConsultationKind>(words[3])),
            "settled" => new ProceedsSettledFact(id, at, words[1], Words.Yuan(words[2])!.Value),
            _ => throw new FormatException($"{row}: there is no fact \"{words[0]}\"."),
        };
    }
}
