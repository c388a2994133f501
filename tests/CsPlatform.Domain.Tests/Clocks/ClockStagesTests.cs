using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Tests.Clocks;

public class ClockStagesTests
{
    private static readonly Instant Asked = Instant.FromUtc(2024, 8, 1, 4, 0);

    [Theory]
    // Looked at in time, every stage is told with its own name.
    [InlineData(0, "120:60 150:30 180: 181:breach")]
    // The due time itself is in time, and a nanosecond later nothing is.
    [InlineData(0, "119: 120:60 121: 149: 150:30 180: 180.000000001:breach 200:")]
    // Looked at late, only the last stage is told.
    [InlineData(0, "155:30 300:breach")]
    [InlineData(0, "300:breach 301:")]
    // Armed late, warnings whose time has come are passed over, the due time is not.
    [InlineData(120, "120: 150:30 181:breach")]
    [InlineData(150, "150: 179: 181:breach")]
    [InlineData(500, "500:breach 501:")]
    public void A_clock_tells_each_stage_once(int armed, string course)
    {
        var clock = ClockStages.Arm(Turn(180), At(armed));
        foreach (var look in course.Split(' ').Select(look => look.Split(':')))
        {
            (clock, var told) = ClockStages.Ring(clock, Asked + Seconds(look[0]));
            var said = told is not { } stage ? "" : stage.IsBreach ? "breach" : $"{stage.Before!.Value.TotalSeconds}";
            Assert.Equal((look[0], look[1]), (look[0], said));
            if (told is not null)
            {
                Assert.Equal(clock.Key.DueAt - (Asked + Seconds(look[0])), told.Value.Left);
            }
        }
    }

    [Fact]
    public void A_limit_shorter_than_a_warning_leaves_it_out()
    {
        var clock = ClockStages.Arm(Turn(30), At(0));
        Assert.Equal(At(30) + Duration.Epsilon, ClockStages.NextAt(clock));
        Assert.True(ClockStages.Ring(clock, At(31)).Told?.IsBreach);
    }

    [Fact]
    public void What_an_answer_stops_goes_on_where_it_was_when_the_answer_is_recalled()
    {
        var armed = ClockBook.Update([], [Turn(180)], At(0), null).Clocks;
        var rung = new[] { ClockStages.Ring(armed[0], At(181)).Clock };
        var answered = ClockBook.Update(rung, [], At(190), null);
        Assert.Equal(rung, answered.Stopped);
        Assert.True(Assert.Single(answered.Clocks).IsStopped);
        Assert.Empty(ClockBook.Update(answered.Clocks, [], At(195), null).Stopped);

        var recalled = ClockBook.Update(answered.Clocks, [Turn(180)], At(200), null);
        Assert.Empty(recalled.Stopped);
        Assert.Null(ClockStages.Ring(Assert.Single(recalled.Clocks), At(201)).Told);
    }

    [Fact]
    public void One_that_never_rang_stops_in_silence_and_is_forgotten()
    {
        var armed = ClockBook.Update([], [Turn(180)], At(0), null).Clocks;
        var answered = ClockBook.Update(armed, [], At(60), null);
        Assert.Empty(answered.Stopped);
        Assert.Empty(answered.Clocks);
        Assert.Null(ClockBook.NextAt(answered.Clocks));
    }

    [Theory]
    [InlineData(180 + 600, 1)]
    [InlineData(180 + 601, 0)]
    public void History_arms_no_turn_and_every_obligation(int now, int turns)
    {
        Assert.Equal(turns, ClockBook.Update([], [Turn(180)], At(now), Duration.FromMinutes(10)).Clocks.Count);
        Assert.Single(ClockBook.Update([], [Turn(180) with { Kind = ClockKind.Obligation }], At(now), null).Clocks);
    }

    [Fact]
    public void A_missed_turn_is_forgotten_after_a_day_and_a_missed_obligation_never()
    {
        var turn = ClockStages.Ring(ClockStages.Arm(Turn(180), At(0)), At(200)).Clock;
        Assert.Equal(At(180) + ClockStages.Remembered, ClockStages.NextAt(turn));
        Assert.True(ClockStages.IsKept(turn, At(200)));
        Assert.False(ClockStages.IsKept(turn, At(180) + ClockStages.Remembered));

        var duty = turn with { Kind = ClockKind.Obligation };
        Assert.Null(ClockStages.NextAt(duty));
        Assert.True(ClockStages.IsKept(duty, At(180) + Duration.FromDays(3000)));
    }

    private static RunningClock Turn(int seconds) => new(
        ClockKind.Turn,
        new ClockKey("x.reply", new EventKey("im", "1"), Asked, At(seconds)),
        new RuleCitation("x", "2024-01-01", "", "x.reply", "test"),
        DueInclusive: true,
        TurnClocks.Warnings);

    private static Instant At(int seconds) => Asked + Duration.FromSeconds(seconds);

    private static Duration Seconds(string text) =>
        Duration.FromNanoseconds((long)(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) * 1_000_000_000m));
}
