using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.Wire;

namespace CsPlatform.Ingestion.Tests.Flow;

public sealed class FairQueueTests
{
    [Fact]
    public void A_short_line_is_in_the_next_transaction_however_long_another_one_is()
    {
        var queue = new FairQueue(turnEvents: 100);
        var loud = new SendingOrder();
        var parts = Enumerable.Range(0, 64).Select(_ => Request(512, loud)).ToList();
        parts.ForEach(queue.Add);
        Assert.Equal(parts[..2], queue.Gather(1_000));

        var small = Request(10, new SendingOrder());
        queue.Add(small);
        Assert.Equal([small, parts[2], parts[3]], queue.Gather(1_000));
    }

    [Fact]
    public void While_several_wait_each_gets_as_many_events_whatever_the_size_of_its_batches()
    {
        var queue = new FairQueue(turnEvents: 100);
        int[] sizes = [1, 7, 64, 250, 512];
        var orders = sizes.ToDictionary(_ => new SendingOrder());
        foreach (var (order, size) in orders)
        {
            for (var sent = 0; sent < 20_000; sent += size)
            {
                queue.Add(Request(size, order));
            }
        }

        var got = orders.ToDictionary(entry => entry.Key, _ => 0);
        for (var i = 0; i < 50; i++)
        {
            queue.Gather(1_000).ForEach(request => got[request.Order] += request.Events.Count);
        }

        // None is ahead of another by more than its largest request and the turn it may just have had.
        Assert.InRange(got.Values.Max() - got.Values.Min(), 0, 512 + 100);
        Assert.InRange(got.Values.Sum(), 50_000, 50 * (1_000 + 512));
    }

    [Fact]
    public void Small_batches_of_many_senders_share_a_transaction()
    {
        var queue = new FairQueue(turnEvents: 10);
        var requests = Enumerable.Range(0, 200).Select(_ => Request(5, new SendingOrder())).ToList();
        requests.ForEach(queue.Add);
        Assert.Equal(requests, queue.Gather(1_000));
        Assert.True(queue.IsEmpty);
        Assert.Empty(queue.Gather(1_000));
    }

    [Fact]
    public void Every_request_goes_into_one_transaction_and_the_order_of_a_line_is_kept()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var queue = new FairQueue(random.Next(1, 50));
            var orders = Enumerable.Range(0, random.Next(1, 6)).Select(_ => new SendingOrder()).ToList();
            var sent = new List<WriteRequest>();
            var written = new List<WriteRequest>();
            while (sent.Count < 60 || !queue.IsEmpty)
            {
                if (sent.Count < 60)
                {
                    sent.Add(Request(random.Next(1, 80), orders[random.Next(orders.Count)]));
                    queue.Add(sent[^1]);
                }

                var events = random.Next(1, 200);
                var requests = random.Next(3) == 0 ? queue.Gather(events) : [];
                Assert.True(requests.Sum(request => request.Events.Count) < events + 80);
                written.AddRange(requests);
            }

            Assert.All(orders, order => Assert.Equal(sent.Where(r => r.Order == order), written.Where(r => r.Order == order)));
        }
    }

    private static WriteRequest Request(int count, SendingOrder order) => new(
        [.. Enumerable.Range(0, count).Select(n => EventCodec.Prepare(
            Events.Message($"{n}"), Events.Sender(1), new Arrival(Events.Noon, 0), isLate: false))], order);
}
