namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Mean wait in milliseconds (handbook 1.4, 3.1 P-avg, 5.4): the sum of the waits of all answered questions in scope, or of
/// all answered rounds, over their number. What was never answered has no wait; its number is shown beside the mean.
/// </summary>
/// <param name="Of">What has a wait.</param>
/// <param name="Scope">What is looked at together: consultations, or a buyer's day.</param>
public sealed record MeanReplyTimeFormula(WaitOf Of, ReplyScope Scope) : ReplyFormula(Scope)
{
    public override MetricMeasure Measure => MetricMeasure.MeanMilliseconds;
}
