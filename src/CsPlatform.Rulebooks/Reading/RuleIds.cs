namespace CsPlatform.Rulebooks.Reading;

/// <summary>The ids that a file declares, by section, so that a rule that names another one can be checked.</summary>
internal sealed class RuleIds(V1.Rulebook message)
{
    /// <summary>Ids of the metrics.</summary>
    public IReadOnlySet<string> Metrics { get; } = message.Metrics.Select(rule => rule.Id).ToHashSet();

    /// <summary>Ids of the scores.</summary>
    public IReadOnlySet<string> Scores { get; } = message.Scores.Select(rule => rule.Id).ToHashSet();

    /// <summary>Ids of the scores that have a value; one that only watches another day by day has none.</summary>
    public IReadOnlySet<string> ScoresWithValue { get; } = message.Scores
        .Where(rule => rule.ShapeCase != V1.Score.ShapeOneofCase.Falls).Select(rule => rule.Id).ToHashSet();

    /// <summary>Ids of the amounts.</summary>
    public IReadOnlySet<string> Amounts { get; } = message.Amounts.Select(rule => rule.Id).ToHashSet();

    /// <summary>Ids of the obligations.</summary>
    public IReadOnlySet<string> Obligations { get; } = message.Obligations.Select(rule => rule.Id).ToHashSet();

    /// <summary>Ids of the conduct rules.</summary>
    public IReadOnlySet<string> Conducts { get; } = message.Conducts.Select(rule => rule.Id).ToHashSet();

    /// <summary>Faults an id that is not one of those; the message lists them.</summary>
    public static void Check(IReadOnlySet<string> known, string id, Place place)
    {
        if (!known.Contains(id))
        {
            var all = known.Count == 0 ? "there is none" : $"known: {string.Join(", ", known.Order(StringComparer.Ordinal))}";
            place.Fault($"\"{id}\" is no such rule of this rulebook; {all}");
        }
    }
}
