using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Share of dialogue rounds answered in time (handbook 2.3). A round ends with the first reply of an answering role or of one
/// that leaves it out. It is left out of both parts when such a role ended it, and, where the rule says so, when its answer
/// came on a later natural day than its first question. What remains counts 1 below, and 1 above when its wait is within the
/// limit; one never answered is late.
/// </summary>
/// <param name="Within">Inclusive.</param>
/// <param name="RolesThatLeaveOut">Roles whose answer takes the round out of both parts.</param>
/// <param name="LeavesOutOverMidnight">Whether a round answered on a later day is taken out.</param>
/// <param name="Scope">What is counted: rounds.</param>
public sealed record RoundReplyRateFormula(
    Duration Within, IReadOnlySet<SenderRole> RolesThatLeaveOut, bool LeavesOutOverMidnight, ReplyScope Scope)
    : ReplyFormula(Scope);
