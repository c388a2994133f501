using System.Globalization;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// Facts as tables write them, parted by semicolons: a time of China as "03-05 10:00" (in the year that the table is about) or
/// "2025-12-31 10:00", and what happened, such as "03-05 10:00 rated c1 5 by lily". "20 x" before it repeats it, "#" then stands for
/// the number of the repetition, and "daily" behind it moves each repetition a day on.
/// </summary>
internal sealed class FactText(int year)
{
    private int number;

    public ShopFacts Read(string text) => ShopFacts.Of(All(text));

    public IReadOnlyList<ShopFact> All(string text) =>
        [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(Repeated)];

    public Instant At(string day, string time) =>
        Words.At($"{(day.Length == 5 ? $"{year:0000}-{day}" : day)} {time}")!.Value;

    private IEnumerable<ShopFact> Repeated(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var times = words.Length > 1 && words[1] == "x" ? int.Parse(words[0], CultureInfo.InvariantCulture) : 1;
        var rest = words[(words.Length > 1 && words[1] == "x" ? 2 : 0)..];
        var daily = rest[^1] == "daily";
        rest = daily ? rest[..^1] : rest;
        for (var i = 0; i < times; i++)
        {
            var numbered = rest.Select(word => word.Replace("#", $"{i + 1}", StringComparison.Ordinal)).ToArray();
            yield return Fact(numbered, Duration.FromDays(daily ? i : 0));
        }
    }

    private ShopFact Fact(string[] words, Duration shift)
    {
        var at = At(words[0], words[1]) + shift;
        var key = new EventKey("table", $"{++number:000000}");
        var (verb, of) = (words[2], words.Length > 3 ? words[3] : "");
        return verb switch
        {
            "rated" => new ServiceRating(at, key, of, After(words, "by") ?? of, Number(words[4]), Time(words, "card", shift)),
            "reported" => new BuyerReport(at, key, of),
            "review" => new Review(
                at,
                key,
                of,
                After(words, "by") ?? of,
                Time(words, "deal", shift) ?? at,
                Enum.Parse<ReviewItem>(words[4], ignoreCase: true),
                Number(words[5]),
                words.Contains("virtual")),
            "marked" => new ReviewMark(at, key, of),
            "replied" => new ReviewReply(at, key, of),
            "complaint" => new Complaint(at, key, of, words[4]),
            "contact" => new BuyerContact(at, key, of),
            "applied" or "reviewed" or "pending" or "result" or "awaiting" => new AfterSalesStep(
                at, key, of, After(words, "order") ?? of, AfterSales(verb), words.Contains("quality")),
            "sample" => new SampleCheck(at, key, of == "passed"),
            "dispute" => new DisputeStep(at, key, of, Enum.Parse<DisputeLiability>(words[4], ignoreCase: true)),
            "appealed" => new DisputeAppeal(at, key, of),
            "online" => new OnlineInterval(at, key, of, Time(words, "until", shift)),
            _ => new OrderStep(
                at, key, of, After(words, "by") ?? of, Order(verb), Number(After(words, "items") ?? "1")),
        };
    }

    private Instant? Time(string[] words, string before, Duration shift)
    {
        var i = Array.IndexOf(words, before);
        return i < 0 || words[i + 1] == "open" ? null : At(words[i + 1], words[i + 2]) + shift;
    }

    private static string? After(string[] words, string before)
    {
        var i = Array.IndexOf(words, before);
        return i < 0 ? null : words[i + 1];
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static AfterSalesStepKind AfterSales(string verb) => verb switch
    {
        "applied" => AfterSalesStepKind.Applied,
        "reviewed" => AfterSalesStepKind.Reviewed,
        "pending" => AfterSalesStepKind.Pending,
        "result" => AfterSalesStepKind.Result,
        _ => AfterSalesStepKind.AwaitingCustomer,
    };

    private static OrderStepKind Order(string verb) => verb switch
    {
        "placed" => OrderStepKind.Placed,
        "paid" => OrderStepKind.Paid,
        "picked-up" => OrderStepKind.PickedUp,
        "picked-up-abnormally" => OrderStepKind.PickedUpAbnormally,
        "signed" => OrderStepKind.SignedFor,
        "finished" => OrderStepKind.Finished,
        _ => throw new FormatException($"\"{verb}\" is no fact that a table can hold."),
    };
}
