using System.Collections.Immutable;
using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Metrics.Obligations;

/// <summary>What is known of one obligation of one case.</summary>
/// <param name="Key">Which.</param>
/// <param name="Facts">Of each key of the rule the earliest fact.</param>
internal sealed record ObligationCase(ObligationCaseKey Key, ImmutableSortedDictionary<string, CaseFact> Facts)
{
    /// <summary>Nothing is known yet.</summary>
    internal static ObligationCase Empty(ObligationCaseKey key) =>
        new(key, ImmutableSortedDictionary.Create<string, CaseFact>(StringComparer.Ordinal));

    /// <summary>The case with one more fact; this very one when it changes nothing.</summary>
    internal ObligationCase With(CaseFact fact) =>
        Facts.TryGetValue(fact.Fact.Kind, out var known) && known.CompareTo(fact) <= 0
            ? this
            : this with { Facts = Facts.SetItem(fact.Fact.Kind, fact) };

    /// <summary>The course that the facts give under a rule.</summary>
    internal ObligationCourse Course(ObligationRule rule) => ObligationCourse.Of(rule, Facts.Values.Select(fact => fact.Fact));
}
