using CsPlatform.Ingestion.Flow;

namespace CsPlatform.Ingestion.Tests.Flow;

public sealed class PaceTests
{
    private readonly ManualTime time = new();

    [Theory]
    [InlineData(8_192, 0, 512)]
    [InlineData(10, 5, 512)]
    [InlineData(100, 50, 512)]
    [InlineData(8_192, 4_096, 100)]
    [InlineData(8_192, 100, 512)]
    [InlineData(8_192, 10_000, 40)]
    [InlineData(3, 10_000, 1)]
    [InlineData(0, 0, 512)]
    public void A_batch_comes_in_large_parts_at_once_or_in_what_a_beat_brings(int events, int spreadMilliseconds, int part)
        => Assert.Equal(part, new Pace(events, TimeSpan.FromMilliseconds(spreadMilliseconds), time).Part);

    [Fact]
    public void The_parts_of_a_batch_take_its_time_all_together()
    {
        var spread = TimeSpan.FromSeconds(4.096);
        var pace = new Pace(8_192, spread, time);
        for (var sent = 0; sent < 8_192; sent += pace.Part)
        {
            // Preparing a part takes its time too; it is no time on top.
            time.Advance(TimeSpan.FromMilliseconds(3));
            time.Advance(pace.Next());
        }

        Assert.InRange(time.GetElapsedTime(0), spread - TimeSpan.FromMilliseconds(1), spread + TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void What_was_held_up_is_not_made_up_for_in_a_gust()
    {
        var pace = new Pace(8_192, TimeSpan.FromSeconds(4.096), time);
        time.Advance(TimeSpan.FromSeconds(2));
        var waits = Enumerable.Range(0, 4).Select(_ => pace.Next()).ToList();
        Assert.Equal(TimeSpan.Zero, waits[0]);
        Assert.All(waits[1..], wait => Assert.True(wait > TimeSpan.FromMilliseconds(40)));
    }

    [Fact]
    public void A_batch_that_may_come_at_once_waits_for_nothing()
    {
        var pace = new Pace(8_192, TimeSpan.Zero, time);
        Assert.All(Enumerable.Range(0, 16), _ => Assert.Equal(TimeSpan.Zero, pace.Next()));
    }
}
