using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>A proposed measure that nobody has answered yet.</summary>
/// <param name="DecisionId">The decision that proposed it.</param>
/// <param name="Measure">The measure.</param>
/// <param name="ProposedOn">Day of the proposal.</param>
/// <param name="SubjectNameZh">Name of the ladder's subject in the platform's own words.</param>
/// <param name="SubjectNameEn">The same in English.</param>
/// <param name="RuleTextZh">The ladder's text in the platform's own words.</param>
/// <param name="RuleTextEn">The same in English.</param>
/// <param name="Citation">The rule it was proposed under.</param>
public sealed record OpenProposal(
    string DecisionId,
    IrreversibleMeasure Measure,
    LocalDate ProposedOn,
    string SubjectNameZh,
    string SubjectNameEn,
    string RuleTextZh,
    string RuleTextEn,
    RuleCitation Citation);
