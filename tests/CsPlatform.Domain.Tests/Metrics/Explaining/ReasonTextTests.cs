using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Timelines;

namespace CsPlatform.Domain.Tests.Metrics.Explaining;

public class ReasonTextTests
{
    [Fact]
    public void Every_reason_has_words_of_its_own_in_both_languages()
    {
        AllDiffer(Enum.GetValues<TurnReason>().Select(Because.Of));
        AllDiffer(Enum.GetValues<UnitReason>().Select(Because.Of));
        AllDiffer(Enum.GetValues<UnitCause>().Select(Because.Of));
    }

    [Fact]
    public void What_is_no_reason_has_no_words()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TurnReasonText.Zh((TurnReason)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => TurnReasonText.En((TurnReason)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReasonText.Zh((UnitReason)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitReasonText.En((UnitReason)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitCauseText.Zh((UnitCause)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitCauseText.En((UnitCause)99));
    }

    [Fact]
    public void Names_are_those_that_contracts_use()
    {
        Assert.Equal("OUT_OF_HOURS", Because.Of(TurnReason.OutOfHours).Name);
        Assert.Equal("MESSAGE_AFTER_CLOSE", Because.NameOf(FlagKind.MessageAfterClose));
    }

    private static void AllDiffer(IEnumerable<Because> reasons)
    {
        var all = reasons.ToList();
        Assert.Equal(all.Count, all.Select(one => one.Name).Distinct().Count());
        Assert.Equal(all.Count, all.Select(one => one.Zh).Distinct().Count());
        Assert.Equal(all.Count, all.Select(one => one.En).Distinct().Count());
        Assert.All(all, one => Assert.Contains(one.Zh, letter => letter is >= '\u4e00' and <= '\u9fff'));
        Assert.All(all, one => Assert.All(one.En, letter => Assert.InRange(letter, ' ', '~')));
    }
}
