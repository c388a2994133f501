using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>
/// Writes why a decision was taken, what follows from it, what would have avoided it and how to appeal. A pure function of what is
/// stored: the same inputs give the same bytes, in whatever year.
/// </summary>
public static class StatementOfReasons
{
    /// <summary>
    /// Number of the wording below. Statements are compared with what was first told of a decision: other words for the same facts
    /// are a new wording, beside this one, and never a change of it.
    /// </summary>
    public const int Wording = 1;

    /// <summary>The statement of a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="rule">The ladder it cites, from the rulebook of the cited version and hash.</param>
    /// <param name="revoked">The decision that it revokes; null where it revokes none.</param>
    /// <param name="terms">Until when it may be appealed.</param>
    public static StatementText Write(StatedDecision decision, LadderInForce rule, StatedDecision? revoked, AppealTerms terms)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(terms);
        var facts = new StatementFacts(decision, rule, revoked, terms);
        return new(Join(StatementZh.Lines(facts)), Join(StatementEn.Lines(facts)));
    }

    /// <summary>What would have avoided a decision; empty where no number of units would have, or its figure does not decide.</summary>
    public static IReadOnlyList<AvoidingWay> Ways(StatedDecision decision, LadderInForce rule) =>
        new StatementFacts(decision, rule, null, new AppealTerms((int?)null)).Ways;

    /// <summary>Which units of its figure tell against the shop; null where the figure has no such side, as a mean.</summary>
    public static AvoidingSide? Against(StatedDecision decision, LadderInForce rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Metric?.Measure == MetricMeasure.Share && Ways(decision, rule) is [{ } way, ..] ? way.Side : null;
    }

    internal static string Join(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    internal static string At(Instant at)
    {
        var local = ChinaTime.Local(at);
        return $"{local.Date:R} {local.Hour:00}:{local.Minute:00}:{local.Second:00}";
    }
}
