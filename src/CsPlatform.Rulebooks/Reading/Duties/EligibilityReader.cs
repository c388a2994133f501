using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a rule on what is allowed holds beyond its head.</summary>
internal static class EligibilityReader
{
    public static EligibilityRule Read(V1.Eligibility rule, RuleHead head, Place place, RuleIds ids)
    {
        if (rule.Checks.Count == 0 && rule.Costs.Count == 0 && rule.Grant is null)
        {
            place.Fault("checks nothing; give checks, costs or a grant");
        }

        var types = new FactTypes();
        var seen = new HashSet<string>();
        var checks = rule.Checks.Select((check, i) => Check(check, place.Item("checks", i), types, seen)).ToList();
        var costs = rule.Costs.Select((cost, i) => Cost(cost, place.Item("costs", i), types)).ToList();
        CheckReachable(costs, place);
        return new EligibilityRule(head, checks, costs, Grant(rule.Grant, place.Field("grant"), types));
    }

    private static void CheckReachable(List<CostShare> costs, Place place)
    {
        var taken = new HashSet<(string Fact, string Value)>();
        for (var i = 0; i < costs.Count; i++)
        {
            if (costs[i].OnlyWhen is not { } condition)
            {
                if (i + 1 < costs.Count)
                {
                    place.Item("costs", i).Fault("holds always, so that what follows never does; put it last");
                }

                continue;
            }

            foreach (var value in condition.Values.Where(value => !taken.Add((condition.Fact, value))))
            {
                place.Item("costs", i).Field("onlyWhen").Fault($"overlaps a cost before it: {condition.Fact} \"{value}\" is taken; remove one");
            }
        }
    }

    private static EligibilityCheck Check(V1.EligibilityCheck check, Place place, FactTypes types, HashSet<string> seen)
    {
        var id = FactKeys.One("id", check.Id, place);
        if (id.Length > 0 && !seen.Add(id))
        {
            place.Field("id").Fault("names another check of this rule already; give each its own");
        }

        var onlyWhen = Condition(check.OnlyWhen, place.Field("onlyWhen"), types);
        var unless = Condition(check.Unless, place.Field("unless"), types);
        if (onlyWhen is not null && onlyWhen.Fact == unless?.Fact && onlyWhen.Values.IsSubsetOf(unless.Values))
        {
            place.Field("unless").Fault("covers all of onlyWhen, so that the check is never asked; remove a value");
        }

        return new EligibilityCheck(
            id,
            place.Text("reasonZh", check.ReasonZh),
            place.Text("reasonEn", check.ReasonEn),
            onlyWhen,
            unless,
            check.PassesWhenAbsent,
            check.FlagsOnly,
            CheckKindReader.Read(check, place, types));
    }

    private static FactCondition? Condition(V1.FactCondition? condition, Place place, FactTypes types) => condition is null
        ? null
        : new FactCondition(
            types.Name("fact", condition.Fact, FactType.Text, place), FactKeys.Values(condition.Values, place));

    private static CostShare Cost(V1.CostShare cost, Place place, FactTypes types) => new(
        Condition(cost.OnlyWhen, place.Field("onlyWhen"), types),
        place.Choice<V1.DutyParty, DutyParty>("borneBy", cost.BorneBy),
        place.Text("whatZh", cost.WhatZh),
        place.Text("whatEn", cost.WhatEn));

    private static EligibilityGrant? Grant(V1.EligibilityGrant? grant, Place place, FactTypes types) => grant is null
        ? null
        : new EligibilityGrant(
            types.Name("fact", grant.Fact, FactType.Number, place),
            place.Range("dividedBy", grant.DividedBy, 1, 1_000_000),
            place.Text("unitZh", grant.UnitZh),
            place.Text("unitEn", grant.UnitEn));
}
