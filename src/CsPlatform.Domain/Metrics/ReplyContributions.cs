using CsPlatform.Domain.Metrics.Formulas;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>
/// What a shop's messages add to its facts, in the smallest parts that a change can touch: what a consultation adds by itself, and
/// what a buyer's consultations add together. All of a shop's parts come to <see cref="Contributions.Of(ShopHistory, Func{LocalDate, Rulebook})"/>.
/// Each unit counts by the rulebook in force on its own day.
/// </summary>
/// <param name="inForce">The rulebook of a day.</param>
/// <param name="skews">How far clocks may be off.</param>
public sealed class ReplyContributions(Func<LocalDate, Rulebook?> inForce, ClockSkews skews)
{
    private static readonly Dictionary<string, Timeline> NoConsultations = [];

    /// <summary>Whether any of the rulebooks counts what a buyer's consultations add together.</summary>
    public static bool AreCountedByBuyer(IEnumerable<Rulebook> versions) => versions.Any(book => ReplyPlan.Of(book).ByBuyer.Count > 0);

    /// <summary>Whether any of the rulebooks asks for a shop's own working hours.</summary>
    public static bool AskForHoursOfShop(IEnumerable<Rulebook> versions) =>
        versions.Any(book => book.Metrics.Any(metric => metric.Formula is ReplyFormula { Scope.WorkingHoursOfShop: true }));

    /// <summary>Adds what one consultation adds by itself, or takes it away.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="id">The consultation's id.</param>
    /// <param name="timeline">The consultation.</param>
    /// <param name="shop">What concerns its shop as a whole; its consultations are not looked at.</param>
    /// <param name="takeAway">Whether to take it away.</param>
    public void AddConsultation(ContributionSum sum, string id, Timeline timeline, ShopHistory shop, bool takeAway = false)
    {
        if (timeline.StartDay is not { } day || inForce(day) is not { } rulebook)
        {
            return;
        }

        var plan = ReplyPlan.Of(rulebook);
        foreach (var (metric, formula) in plan.Ratings)
        {
            var rate = Dissatisfaction.Of(timeline, formula);
            sum.Add(new FactKey(metric, day), new FactChange(rate.Numerator, rate.Denominator), takeAway);
        }

        if (plan.ByConsultation.Count > 0 && Contact.Of(id, timeline, shop.Exclusions) is { } contact)
        {
            Contact[] contacts = [contact];
            var part = new Part(sum, contacts, shop with { Consultations = NoConsultations }, skews.Of(timeline), takeAway);
            Add(plan.ByConsultation, rulebook, part);
        }
    }

    /// <summary>Adds what all of a buyer's consultations add together, or takes it away.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="consultations">All of the buyer's, by id; a consultation without a buyer is its own.</param>
    /// <param name="shop">What concerns the shop as a whole; its consultations are not looked at.</param>
    /// <param name="takeAway">Whether to take it away.</param>
    public void AddBuyer(
        ContributionSum sum, IReadOnlyDictionary<string, Timeline> consultations, ShopHistory shop, bool takeAway = false)
    {
        var contacts = consultations
            .Select(one => Contact.Of(one.Key, one.Value, shop.Exclusions))
            .OfType<Contact>()
            .OrderBy(contact => contact.StartedAt)
            .ThenBy(contact => contact.Id, StringComparer.Ordinal)
            .ToList();
        var part = new Part(
            sum, contacts, shop with { Consultations = NoConsultations }, skews.Of(consultations.Values), takeAway);
        foreach (var rulebook in RulebooksOf(contacts))
        {
            Add(ReplyPlan.Of(rulebook).ByBuyer, rulebook, part);
        }
    }

    private IEnumerable<Rulebook> RulebooksOf(IEnumerable<Contact> contacts) => contacts
        .SelectMany(contact => contact.Questions.Select(question => ChinaTime.Day(question.OccurredAt)).Append(contact.StartDay))
        .Distinct()
        .Select(inForce)
        .OfType<Rulebook>()
        .Distinct(ReferenceEqualityComparer.Instance)
        .Cast<Rulebook>();

    private void Add(IReadOnlyList<(string MetricId, ReplyFormula Formula)> metrics, Rulebook rulebook, Part part)
    {
        foreach (var (metric, formula) in metrics)
        {
            foreach (var (unit, fact) in UnitFacts.Of(formula, part.Contacts, part.Shop, part.Skew))
            {
                if (fact.Denominator > 0 && ReferenceEquals(inForce(unit.Day), rulebook))
                {
                    part.Sum.Add(new FactKey(metric, unit.Day), fact, part.TakeAway);
                    part.Agents.Add(part.Sum, metric, formula, unit, part.TakeAway);
                }
            }
        }
    }

    private sealed record Part(
        ContributionSum Sum, IReadOnlyList<Contact> Contacts, ShopHistory Shop, Duration Skew, bool TakeAway)
    {
        public AgentShares Agents { get; } = new(Contacts);
    }
}
