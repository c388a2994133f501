using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Eligibility;

/// <summary>Answers whether something is allowed.</summary>
public static class EligibilityJudge
{
    /// <summary>Asks the checks in the order of the rule; the first that fails refuses.</summary>
    public static EligibilityAnswer Ask(EligibilityRule rule, KnownFacts facts, Instant askedAt)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(facts);
        var flags = new List<EligibilityCheck>();
        foreach (var check in rule.Checks.Where(check => IsAsked(check, facts)))
        {
            var passes = CheckPasses.Of(check.Kind, facts, askedAt);
            if (passes ?? check.PassesWhenAbsent)
            {
                continue;
            }

            if (!check.FlagsOnly)
            {
                return new Refused(flags, check, passes is null);
            }

            flags.Add(check);
        }

        var cost = rule.Costs.FirstOrDefault(cost => cost.OnlyWhen is null || Holds(cost.OnlyWhen, facts));
        return new Allowed(flags, cost, Granted(rule, facts));
    }

    private static bool IsAsked(EligibilityCheck check, KnownFacts facts) =>
        (check.OnlyWhen is null || Holds(check.OnlyWhen, facts)) && (check.Unless is null || !Holds(check.Unless, facts));

    private static bool Holds(FactCondition condition, KnownFacts facts) =>
        facts.Texts(condition.Fact)?.Overlaps(condition.Values) ?? false;

    private static long? Granted(EligibilityRule rule, KnownFacts facts) =>
        rule.Grant is { } grant && facts.Number(grant.Fact) is { } number ? Math.Max(0, number) / grant.DividedBy : null;
}
