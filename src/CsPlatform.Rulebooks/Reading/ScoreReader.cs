using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a score holds beyond its head.</summary>
internal static class ScoreReader
{
    public static ScoreRule Read(V1.Score rule, RuleHead head, Place place, RuleIds ids) => new(head);
}
