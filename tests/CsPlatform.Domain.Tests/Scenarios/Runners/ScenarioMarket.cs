using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// A book under the shipped fee rule and calendar, with what a table sets otherwise. A tariff is written "NAME from DAY transfer
/// 3.00/4.50 consultation 2.00/3.50": ordinary and holiday price in yuan; several are joined by "; ".
/// </summary>
internal sealed class ScenarioMarket
{
    private readonly ScenarioRow row;
    private readonly List<Tariff> tariffs;
    private readonly Dictionary<LocalDate, CalendarDay> named;

    public ScenarioMarket(ScenarioRow row)
    {
        this.row = row;
        tariffs = [.. Parts(row.Find("tariffs"), ';').Select(Tariff)];
        named = Parts(row.Find("named days"), ',').Select(Named).ToDictionary(day => day.Date);
        Book = Open(new Tariffs(tariffs));
    }

    /// <summary>The book.</summary>
    public ShopBook Book { get; private set; }

    /// <summary>A value of a closed list, written in words: "after-sales", "adjusted off".</summary>
    public static T One<T>(string words)
        where T : struct, Enum =>
        Enum.Parse<T>(words.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>One more tariff from now on; what it books.</summary>
    public IReadOnlyList<BookEntry> Publish(string tariff)
    {
        tariffs.Add(Tariff(tariff));
        return Reopen();
    }

    /// <summary>One more named day in the calendar from now on, such as "2021-02-11 statutory"; what it books.</summary>
    public IReadOnlyList<BookEntry> NameDay(string day)
    {
        var added = Named(day);
        named[added.Date] = added;
        return Reopen();
    }

    private static string[] Parts(string? text, char separator) =>
        (text ?? "").Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static CalendarDay Named(string text) =>
        new(Words.Day(text.Split(' ')[0]), text, One<CalendarDayKind>(text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..]));

    private Tariff Tariff(string text)
    {
        var words = text.Split(' ');
        var rates = new List<TariffRate>();
        for (var i = 3; i + 1 < words.Length; i += 2)
        {
            var kind = words[i] == "transfer" ? ChargeKind.HostedTransfer : ChargeKind.HostedConsultation;
            var prices = words[i + 1].Split('/');
            rates.Add(new TariffRate(kind, DayClass.Ordinary, Words.Yuan(prices[0])!.Value));
            rates.Add(new TariffRate(kind, DayClass.Holiday, Words.Yuan(prices[1])!.Value));
        }

        return new Tariff(row.Platform, words[0], Words.Day(words[2]), "an example", rates);
    }

    // What a service stores is loaded again, under the tariffs and the calendar of now.
    private IReadOnlyList<BookEntry> Reopen()
    {
        var before = Book;
        Book = Open(new Tariffs(tariffs));
        before.Modes.Changes.ToList().ForEach(Book.Restore);
        before.Consultations.ToList().ForEach(Book.Restore);
        before.Usages.ToList().ForEach(Book.Restore);
        before.Open.All.ToList().ForEach(Book.Open.Restore);
        return Book.Rerate();
    }

    private ShopBook Open(Tariffs known)
    {
        var calendar = ScenarioRow.Catalogue.Calendar("china")!;
        var days = calendar.Days.Values.Concat(named.Values).GroupBy(day => day.Date).ToDictionary(g => g.Key, g => g.Last());
        return new ShopBook(new ShopKey(row.Platform, "lily"), day => Terms(day, calendar with { Days = days }), known);
    }

    private FeeTerms? Terms(LocalDate day, HolidayCalendar calendar)
    {
        var rulebook = ScenarioRow.Catalogue.Find(row.Platform, day);
        if (rulebook?.HostedServiceFee is not { } rule)
        {
            return null;
        }

        rule = rule with
        {
            TransferDedup = row.Find("dedup") is { } dedup ? One<TransferDedup>(dedup) : rule.TransferDedup,
            ChargedInitiators = Set("initiators", rule.ChargedInitiators),
            ChargedKinds = Set("kinds", rule.ChargedKinds),
            HolidayKinds = Set("holiday kinds", rule.HolidayKinds),
        };
        return new FeeTerms(rule, rulebook.Cite(rule.Id, rule.Source), calendar);
    }

    private IReadOnlySet<T> Set<T>(string name, IReadOnlySet<T> shipped)
        where T : struct, Enum =>
        row.Find(name) is { } text ? Parts(text, ',').Select(One<T>).ToHashSet() : shipped;
}
