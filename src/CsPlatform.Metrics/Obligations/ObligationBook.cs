using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Folding;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Metrics.Obligations;

/// <summary>All obligations of all rulebooks, by the facts that concern them.</summary>
internal sealed class ObligationBook
{
    private readonly RulebookCatalogue catalogue;
    private readonly Dictionary<(string Platform, string Kind), List<RuleFacts>> byKind = [];
    private readonly Dictionary<(string Platform, string RuleId), RuleFacts> byRule = [];

    public ObligationBook(RulebookCatalogue catalogue)
    {
        this.catalogue = catalogue;
        foreach (var platform in catalogue.Platforms)
        {
            var rules = catalogue.Versions(platform).SelectMany(version => version.Obligations.Select(rule => (version, rule)));
            foreach (var rule in rules.GroupBy(rule => rule.rule.Head.Id, StringComparer.Ordinal))
            {
                if (RuleFacts.Of(rule.Key, [.. rule]) is { } facts)
                {
                    byRule.Add((platform, rule.Key), facts);
                    Index(platform, facts);
                }
            }
        }

        var kinds = byRule.Values.SelectMany(facts => facts.Kinds).Distinct().Where(kind => kind != FactForm.Decision);
        Kinds = [.. kinds.Order(StringComparer.Ordinal)];
    }

    /// <summary>The kinds of event that any of them reads.</summary>
    internal IReadOnlyList<string> Kinds { get; }

    /// <summary>What makes facts of each rule one case.</summary>
    internal IReadOnlyDictionary<(string Platform, string RuleId), string> CaseFields =>
        byRule.ToDictionary(rule => rule.Key, rule => rule.Value.CaseField);

    /// <summary>What an event says of obligations.</summary>
    internal IEnumerable<(ObligationCaseKey Case, CaseFact Fact)> Read(FedEvent fed)
    {
        // A kind that this build does not know has no field here.
        var kind = Event.Descriptor.FindFieldByNumber((int)fed.Event.FactCase)?.Name;
        return kind is not null && byKind.ContainsKey((fed.Shop.Platform, kind)) ? Read(ToldFact.Of(fed)) : [];
    }

    /// <summary>What a decision says of obligations.</summary>
    internal IEnumerable<(ObligationCaseKey Case, CaseFact Fact)> Read(FedDecision fed) => Read(ToldFact.Of(fed));

    /// <summary>Whether any obligation reads such decisions; the others need not be folded.</summary>
    internal bool Reads(Decision decision) =>
        byKind.TryGetValue((decision.Shop.Platform, FactForm.Decision), out var rules)
        && rules.Exists(rule => rule.Reads(FactForm.Decision, decision));

    /// <summary>
    /// The rule of a case, its course, and the event that armed it: by the rulebook in force on the day of its earliest trigger. Null while
    /// it has none.
    /// </summary>
    internal ArmedRule? RuleOf(ObligationCase of)
    {
        foreach (var fact in of.Facts.Values.Order())
        {
            if (catalogue.Find(of.Key.Shop.Platform, ChinaTime.Day(fact.Fact.OccurredAt)) is { } rulebook
                && rulebook.Obligations.FirstOrDefault(rule => rule.Head.Id == of.Key.RuleId) is { } rule
                && rule.Trigger == fact.Fact.Kind)
            {
                return new ArmedRule(rulebook, rule, of.Course(rule), fact.Event);
            }
        }

        return null;
    }

    private IEnumerable<(ObligationCaseKey Case, CaseFact Fact)> Read(ToldFact told) =>
        byKind.GetValueOrDefault((told.Shop.Platform, told.Kind), []).SelectMany(rule => rule.Read(told));

    private void Index(string platform, RuleFacts facts)
    {
        foreach (var kind in facts.Kinds)
        {
            if (!byKind.TryGetValue((platform, kind), out var rules))
            {
                byKind.Add((platform, kind), rules = []);
            }

            rules.Add(facts);
        }
    }
}
