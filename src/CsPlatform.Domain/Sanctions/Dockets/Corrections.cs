namespace CsPlatform.Domain.Sanctions.Dockets;

/// <summary>
/// Corrects by adding: what a course that was played again would not do is revoked, what it would do instead is added, and what it
/// would do again stands as it is.
/// </summary>
public static class Corrections
{
    /// <summary>The decisions that bring the file in line with the course: revocations in the order of the file, then what is new.</summary>
    /// <param name="filed">Every decision of the subject but revocations, in the order in which they were taken.</param>
    /// <param name="replayed">The decisions of the course as it is now.</param>
    /// <param name="ground">Why it was played again.</param>
    public static IReadOnlyList<SanctionDecision> Between(
        IReadOnlyList<FiledDecision> filed, IReadOnlyList<SanctionDecision> replayed, CorrectionGround ground)
    {
        ArgumentNullException.ThrowIfNull(filed);
        ArgumentNullException.ThrowIfNull(replayed);
        ArgumentNullException.ThrowIfNull(ground);
        var wanted = replayed.ToDictionary(decision => decision.Id, FiledDecision.ContentOf);
        var standing = filed.Where(decision => !decision.IsRevoked
            && wanted.GetValueOrDefault(FiledDecision.FirstIdOf(decision.Id)) == decision.Content).ToList();
        var kept = standing.Select(decision => FiledDecision.FirstIdOf(decision.Id)).ToHashSet();
        var times = filed.CountBy(decision => FiledDecision.FirstIdOf(decision.Id)).ToDictionary();
        return
        [
            .. filed.Where(decision => !decision.IsRevoked).Except(standing).Select(decision => Revoke(decision, ground)),
            .. replayed.Where(decision => !kept.Contains(decision.Id)).Select(decision => decision with
            {
                Id = FiledDecision.IdOf(decision.Id, times.GetValueOrDefault(decision.Id) + 1),
                Correction = new CorrectionNote(null, ground.Cause, ground.TraceId),
            }),
        ];
    }

    private static SanctionDecision Revoke(FiledDecision filed, CorrectionGround ground) => new(
        $"{filed.Id}:revoked",
        ground.Rule.SubjectId,
        filed.CaseId,
        SanctionDecisionKind.Revoked,
        ground.On,
        EffectiveUntil: null,
        QuotaMonth: null,
        ground.Figure,
        new DecisionRevoked(ground, filed.Id),
        ground.Rule.Citation)
    {
        Correction = new CorrectionNote(filed.Id, ground.Cause, ground.TraceId),
    };
}
