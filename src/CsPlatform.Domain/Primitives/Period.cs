using NodaTime;

namespace CsPlatform.Domain.Primitives;

/// <summary>A run of natural days: includes <see cref="Start"/>, excludes <see cref="End"/>. Start lies before end.</summary>
public readonly record struct Period
{
    /// <exception cref="ArgumentOutOfRangeException">The end does not lie after the start.</exception>
    public Period(LocalDate start, LocalDate end)
    {
        if (end <= start)
        {
            throw new ArgumentOutOfRangeException(nameof(end), $"A period ends after it starts: [{start:R}, {end:R}).");
        }

        Start = start;
        End = end;
    }

    /// <summary>First day, inclusive.</summary>
    public LocalDate Start { get; }

    /// <summary>Day after the last, exclusive.</summary>
    public LocalDate End { get; }

    /// <summary>The one day given.</summary>
    public static Period OfDay(LocalDate day) => new(day, day.PlusDays(1));

    /// <summary>T-n to T-1 for the day of evaluation T.</summary>
    public static Period TrailingDays(LocalDate evaluatedOn, int days) => new(evaluatedOn.PlusDays(-days), evaluatedOn);

    /// <summary>The natural month the day lies in.</summary>
    public static Period OfMonth(LocalDate day)
    {
        var first = ChinaTime.MonthOf(day);
        return new Period(first, first.PlusMonths(1));
    }

    /// <summary>Whether the day lies in the period.</summary>
    public bool Contains(LocalDate day) => Start <= day && day < End;

    public override string ToString() => $"[{Start:R}, {End:R})";
}
