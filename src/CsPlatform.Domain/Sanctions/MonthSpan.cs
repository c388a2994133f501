using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>"Within N natural months" of the rules: a month and the N − 1 before it. Both ends included.</summary>
internal readonly record struct MonthSpan(YearMonth First, YearMonth Last)
{
    internal static MonthSpan Ending(YearMonth last, int months) =>
        new(last.OnDayOfMonth(1).PlusMonths(1 - months).ToYearMonth(), last);

    internal bool Contains(YearMonth month) => First <= month && month <= Last;
}
