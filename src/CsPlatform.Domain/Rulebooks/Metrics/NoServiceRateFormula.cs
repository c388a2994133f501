namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// 人工不服务率 (handbook 4.2): consultations with a question in scope that went to offline messages, or were assigned to an agent
/// without any reply of an answering role, over all consultations with a question in scope.
/// </summary>
/// <param name="Scope">What is counted: consultations.</param>
public sealed record NoServiceRateFormula(ReplyScope Scope) : ReplyFormula(Scope);
