using CsPlatform.Ingestion.Flow;

namespace CsPlatform.Ingestion.Tests.Flow;

public sealed class RoomTests
{
    [Fact]
    public void A_quarter_is_kept_for_small_takers()
    {
        var room = new Room(100, small: 10);
        Assert.True(room.TryTake(75));
        Assert.False(room.TryTake(11));
        Assert.True(room.TryTake(10));
        Assert.True(room.TryTake(10));
        Assert.False(room.TryTake(10));
        Assert.Equal(95, room.Used);
        Assert.Equal(0, room.Free);
    }

    [Fact]
    public void What_is_larger_than_the_room_passes_when_it_is_empty()
    {
        var room = new Room(10, small: 2);
        Assert.True(room.TryTake(50));
        Assert.False(room.TryTake(1));
        room.Return(50);
        Assert.Equal(0, room.Used);
    }

    [Fact]
    public async Task Large_takers_wait_in_their_order_and_a_later_one_that_would_fit_does_not_pass()
    {
        var room = new Room(100, small: 10);
        await room.TakeAsync(70, default);
        var first = room.TakeAsync(60, default);
        var second = room.TakeAsync(20, default);
        Assert.False(room.TryTake(11));
        room.Return(30);
        Assert.False(first.IsCompleted);
        Assert.False(second.IsCompleted);
        room.Return(40);
        await first;
        Assert.False(second.IsCompleted);
        room.Return(60);
        await second;
        Assert.Equal(20, room.Used);
    }

    [Fact]
    public async Task A_taker_that_leaves_lets_those_behind_it_pass()
    {
        var room = new Room(100, small: 10);
        await room.TakeAsync(70, default);
        using var leaving = new CancellationTokenSource();
        var first = room.TakeAsync(75, leaving.Token);
        var second = room.TakeAsync(5, default);
        var third = room.TakeAsync(11, default);
        await second;
        Assert.False(third.IsCompleted);
        room.Return(11);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await third;
        Assert.Equal(75, room.Used);
    }

    [Fact]
    public async Task Never_is_more_taken_than_the_bound_whoever_comes_and_goes()
    {
        var room = new Room(1_000, small: 50);
        var seen = new System.Collections.Concurrent.ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 500; i++)
            {
                var count = random.Next(1, random.Next(2) == 0 ? 50 : 700);
                using var leaving = new CancellationTokenSource();
                var taking = room.TakeAsync(count, leaving.Token);
                if (random.Next(4) == 0)
                {
                    await leaving.CancelAsync();
                }

                try
                {
                    await taking;
                }
                catch (OperationCanceledException)
                {
                    continue;
                }

                seen.Add(room.Used);
                await Task.Yield();
                room.Return(count);
            }
        })));
        Assert.InRange(seen.Max(), 1, 1_000);
        Assert.Equal(0, room.Used);
    }
}
