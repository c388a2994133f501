namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// 留言率 (handbook 5.4): consultations with a question in scope that went to offline messages, over all with one.
/// </summary>
/// <param name="Scope">What is counted: consultations.</param>
public sealed record OfflineRateFormula(ReplyScope Scope) : ReplyFormula(Scope);
