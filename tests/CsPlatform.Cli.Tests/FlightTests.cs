using CsPlatform.Cli.Importing;

namespace CsPlatform.Cli.Tests;

public sealed class FlightTests
{
    [Fact]
    public void Before_the_first_answer_one_batch_is_on_its_way()
    {
        var flight = new Flight(mostBatches: 4);
        Assert.True(Enter(flight, 10).IsCompletedSuccessfully);
        Assert.False(Enter(flight, 1).IsCompleted);
    }

    [Fact]
    public async Task An_answer_lets_in_what_its_credit_covers_beyond_the_oldest_batch()
    {
        var flight = new Flight(mostBatches: 9);
        await Enter(flight, 10);
        var second = Enter(flight, 10);
        flight.Answered(25);
        await second;
        Assert.True(Enter(flight, 10).IsCompletedSuccessfully);
        Assert.True(Enter(flight, 15).IsCompletedSuccessfully);
        Assert.False(Enter(flight, 1).IsCompleted);
    }

    [Fact]
    public async Task Without_credit_one_batch_follows_the_other()
    {
        var flight = new Flight(mostBatches: 4);
        for (var i = 0; i < 3; i++)
        {
            await Enter(flight, 10);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Enter(flight, 10, new CancellationToken(canceled: true)));
            flight.Answered(0);
        }
    }

    [Fact]
    public async Task However_large_the_credit_no_more_batches_are_on_their_way_than_allowed()
    {
        var flight = new Flight(mostBatches: 2);
        await Enter(flight, 10);
        flight.Answered(1_000_000);
        await Enter(flight, 10);
        await Enter(flight, 10);
        Assert.False(Enter(flight, 10).IsCompleted);
    }

    private static Task Enter(Flight flight, int count, CancellationToken cancellation = default) => flight.EnterAsync(count, cancellation);
}
