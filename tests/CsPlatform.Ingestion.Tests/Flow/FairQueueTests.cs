using CsPlatform.Ingestion.Storage;

namespace CsPlatform.Ingestion.Tests.Flow;

public sealed class FairQueueTests
{
    [Fact]
    public void A_short_line_is_in_the_next_transaction_however_long_another_one_is()
    {
        var queue = new FairQueue(turnEvents: 100);
        var (loud, small) = (new SendingOrder(), new SendingOrder());
        var batches = Enumerable.Range(0, 4).Select(_ => Request(8_192, loud)).ToList();
        batches.ForEach(queue.Add);
        Assert.Equal([(batches[0], 0, 1_000)], Ranges(queue.Gather(1_000)));

        var request = Request(10, small);
        queue.Add(request);
        var next = Ranges(queue.Gather(1_000));
        Assert.Contains((request, 0, 10), next);
        Assert.Contains((batches[0], 1_000, 990), next);
        Assert.Equal(2, next.Count);
    }

    [Fact]
    public void Lines_take_equal_turns_and_the_rotation_goes_on_in_the_next_transaction()
    {
        var queue = new FairQueue(turnEvents: 10);
        var requests = Enumerable.Range(0, 5).Select(_ => Request(100, new SendingOrder())).ToList();
        requests.ForEach(queue.Add);
        Assert.Equal([10, 10, 10, 5], queue.Gather(35).Select(slice => slice.Count));
        var next = queue.Gather(35);
        Assert.Equal([requests[4], requests[0], requests[1], requests[2]], next.Select(slice => slice.Request));
        Assert.Equal([10, 10, 10, 5], next.Select(slice => slice.Count));
    }

    [Fact]
    public void Small_batches_of_many_senders_share_a_transaction()
    {
        var queue = new FairQueue(turnEvents: 10);
        var requests = Enumerable.Range(0, 200).Select(_ => Request(5, new SendingOrder())).ToList();
        requests.ForEach(queue.Add);
        Assert.Equal(requests, queue.Gather(1_000).Select(slice => slice.Request));
        Assert.True(queue.IsEmpty);
        Assert.Empty(queue.Gather(1_000));
    }

    [Fact]
    public void Every_event_goes_into_one_transaction_and_the_order_of_a_line_is_kept()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var queue = new FairQueue(random.Next(1, 50));
            var orders = Enumerable.Range(0, random.Next(1, 6)).Select(_ => new SendingOrder()).ToList();
            var (sent, written) = (orders.ToDictionary(o => o, _ => new List<string>()), orders.ToDictionary(o => o, _ => new List<string>()));
            for (var number = 0; number < 60 || !queue.IsEmpty; number++)
            {
                if (number < 60)
                {
                    var order = orders[random.Next(orders.Count)];
                    var request = Request(random.Next(1, 80), order, $"{number}-");
                    sent[order].AddRange(request.Events.Select(item => item.EventId));
                    queue.Add(request);
                }

                var most = random.Next(1, 100);
                var slices = queue.Gather(random.Next(3) == 0 ? most : 1);
                Assert.InRange(slices.Sum(slice => slice.Count), queue.IsEmpty ? 0 : 1, most);
                slices.ForEach(slice => written[slice.Request.Order].AddRange(slice.Events.Select(item => item.EventId)));
            }

            Assert.All(orders, order => Assert.Equal(sent[order], written[order]));
        }
    }

    [Fact]
    public async Task A_request_is_done_when_its_last_slice_is()
    {
        var request = Request(10, new SendingOrder());
        var (first, second) = (request.Take(6), request.Take(6));
        Assert.Equal((6, 4), (second.Start, second.Count));
        request.Complete(first.Start, [.. Enumerable.Range(1, 6).Select(Verdict)]);
        Assert.False(request.Done.IsCompleted);
        request.Complete(second.Start, [.. Enumerable.Range(7, 4).Select(Verdict)]);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), (await request.Done).Select(verdict => verdict.Position));
    }

    private static Verdict Verdict(int position) => new(V1.ItemOutcome.Accepted, position, []);

    private static List<(WriteRequest, int, int)> Ranges(List<WriteSlice> slices)
        => [.. slices.Select(slice => (slice.Request, slice.Start, slice.Count))];

    private static WriteRequest Request(int count, SendingOrder order, string prefix = "") => new(
        [.. Enumerable.Range(0, count).Select(n => new PreparedEvent(new Sender(1, "p", "s", "im"), $"{prefix}{n}", [], default))], order);
}
