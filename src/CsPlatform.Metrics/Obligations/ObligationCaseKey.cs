using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Obligations;

/// <summary>Names an obligation of a case.</summary>
internal readonly record struct ObligationCaseKey(ShopKey Shop, string RuleId, string CaseId);
