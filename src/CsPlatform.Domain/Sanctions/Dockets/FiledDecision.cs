namespace CsPlatform.Domain.Sanctions.Dockets;

/// <summary>A decision of a subject as it is on file.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CaseId">Its case; null = none.</param>
/// <param name="Content">What it does (<see cref="ContentOf"/>).</param>
/// <param name="IsRevoked">Whether it was revoked before.</param>
public sealed record FiledDecision(string Id, string? CaseId, string Content, bool IsRevoked)
{
    // Ids of decisions consist of ids and keys of rulebooks, in which this sign does not occur.
    private const char Again = '#';

    /// <summary>
    /// What a decision does, as one line: two decisions of the same line have the same effects. A fine depends on its figure.
    /// </summary>
    public static string ContentOf(SanctionDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var figure = decision.Kind == SanctionDecisionKind.Fined ? decision.Figure : null;
        return string.Join(
            '|',
            decision.Kind,
            decision.CaseId,
            $"{decision.EffectiveFrom:R}",
            decision.EffectiveUntil is { } until ? $"{until:R}" : "",
            decision.QuotaMonth is { } month ? $"{month:uuuu-MM}" : "",
            decision.Action is { } action ? SanctionDecision.DetailOf(action) : "",
            decision.Action is Rulebooks.PointsAction points ? $"{points.Count}" : "",
            figure is null ? "" : $"{figure.Rate.Numerator}/{figure.Rate.Denominator}");
    }

    /// <summary>The id without the mark of a decision that took the place of another.</summary>
    internal static string FirstIdOf(string id) => id.IndexOf(Again, StringComparison.Ordinal) is var at and >= 0 ? id[..at] : id;

    /// <summary>The id of the n-th decision of the same first id.</summary>
    internal static string IdOf(string firstId, int nth) => nth == 1 ? firstId : $"{firstId}{Again}{nth}";
}
