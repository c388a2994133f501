using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Tests.Metrics.Explaining;

public class TurnDoubtTests
{
    private static readonly Instant Due = Instant.FromUtc(2022, 6, 1, 2, 3);

    [Theory]
    [InlineData(TurnVerdict.InTime, 0, 1, true)]
    [InlineData(TurnVerdict.InTime, 0, 0, false)]
    [InlineData(TurnVerdict.InTime, -2, 2, false)]
    [InlineData(TurnVerdict.InTime, -1, 2, true)]
    [InlineData(TurnVerdict.Late, 2, 2, true)]
    [InlineData(TurnVerdict.Late, 3, 2, false)]
    [InlineData(TurnVerdict.Late, 1, 0, false)]
    [InlineData(TurnVerdict.Unanswered, null, 300, false)]
    [InlineData(TurnVerdict.OutOfScope, 0, 300, false)]
    public void Only_an_answer_as_near_to_its_due_time_as_clocks_may_differ_is_doubtful(
        TurnVerdict verdict, int? secondsAfterDue, int skew, bool doubtful)
    {
        Instant? answered = secondsAfterDue is { } after ? Due + Duration.FromSeconds(after) : null;
        var turn = new Turn(new EventKey("im", "1"), Due - Duration.FromMinutes(3), Due, answered, verdict, TurnReason.InTime);

        Assert.Equal(doubtful, TurnDoubt.Of(turn, Duration.FromSeconds(skew)));
    }

    [Fact]
    public void Where_nothing_is_due_nothing_is_doubtful() => Assert.False(TurnDoubt.Of(
        new Turn(new EventKey("im", "1"), Due, null, Due, TurnVerdict.InTime, TurnReason.InTime), Duration.FromMinutes(5)));
}
