using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics.Formulas;

/// <summary>首次回复率: consultations whose first answer came in time / consultations (handbook 1.4, 4.2, 5.4, 7).</summary>
public static class FirstReplyRate
{
    /// <summary>1/1 in time, 0/1 late or unanswered, 0/0 for a consultation that does not count.</summary>
    public static Rate Of(ReplyUnit unit) =>
        unit.Measured.FirstOrDefault() is { } first ? new Rate(first.MakesLate ? 0 : 1, 1) : default;
}
