using CsPlatform.Domain.Rating.Amounts;

namespace CsPlatform.Domain.Rating.Fines;

/// <summary>A decision asks for a sum that is not enforced.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="RuleId">The rule of the amount.</param>
/// <param name="Reason">The first reason against it.</param>
public sealed record FineNotEnforced(string DecisionId, string RuleId, AmountReason Reason);
