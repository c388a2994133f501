using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Eligibility;

/// <summary>Whether a check passes.</summary>
public static class CheckPasses
{
    /// <summary>Yes or no; null where a fact that the check needs is not given.</summary>
    public static bool? Of(CheckKind kind, KnownFacts facts, Instant askedAt)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return kind switch
        {
            FlagCheck check => facts.Flag(check.Fact) is { } flag ? flag == check.Is : null,
            OneOfCheck check => facts.Texts(check.Fact)?.Overlaps(check.Values),
            NoneOfCheck check => facts.Texts(check.Fact) is { } texts ? !texts.Overlaps(check.Values) : null,
            SumCheck check => Sum(check, facts),
            InTimeCheck check => InTime(check, facts, askedAt),
            NotBeforeCheck check => facts.At(check.Fact) is { } start ? start <= askedAt : null,
            BeforeCheck check => facts.At(check.Fact) is { } end ? askedAt < end : null,
            DaysSinceCheck check => facts.At(check.Fact) is { } start ? Days(start, askedAt) >= check.AtLeast : null,
            _ => throw new InvalidOperationException($"There is no answer to {kind}."),
        };
    }

    // Wider than the numbers, so that no amount can overflow.
    private static bool? Sum(SumCheck check, KnownFacts facts)
    {
        Int128 sum = 0;
        foreach (var term in check.Terms)
        {
            if (facts.Number(term.Fact) is not { } number)
            {
                return null;
            }

            sum += (Int128)number * term.Times;
        }

        return (check.Least is not { } least || sum >= least) && (check.Most is not { } most || sum <= most);
    }

    private static bool? InTime(InTimeCheck check, KnownFacts facts, Instant askedAt)
    {
        if (facts.Moment(check.Since) is not { } since)
        {
            return null;
        }

        var term = check.Term is { } key ? facts.Number(key) : null;
        var start = new DueStart(since.At, since.TimeKnown, term is >= 0 and <= DueStart.LongestTermDays ? (int)term : null);
        return DueTimes.Of(check.Due, start) is { } due
            ? DueTimes.InTime(check.Due, due, (check.Done is { } done ? facts.At(done) : null) ?? askedAt)
            : null;
    }

    private static int Days(Instant from, Instant until) =>
        NodaTime.Period.DaysBetween(ChinaTime.Day(from), ChinaTime.Day(until));
}
