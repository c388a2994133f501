using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;

namespace CsPlatform.Sanctions.Storage;

/// <summary>An unanswered proposal as stored.</summary>
internal sealed record ProposalBody(
    string DecisionId,
    int Measure,
    string ProposedOn,
    string SubjectNameZh,
    string SubjectNameEn,
    string RuleTextZh,
    string RuleTextEn,
    RuleCitation Citation)
{
    public static ProposalBody ToRow(OpenProposal proposal) => new(
        proposal.DecisionId,
        (int)proposal.Measure,
        $"{proposal.ProposedOn:R}",
        proposal.SubjectNameZh,
        proposal.SubjectNameEn,
        proposal.RuleTextZh,
        proposal.RuleTextEn,
        proposal.Citation);

    public OpenProposal FromRow() => new(
        DecisionId,
        (IrreversibleMeasure)Measure,
        StandingBody.Day(ProposedOn)!.Value,
        SubjectNameZh,
        SubjectNameEn,
        RuleTextZh,
        RuleTextEn,
        Citation);
}
