using CsPlatform.Ingestion.V1;
using Faults.Tests.Checking;
using Faults.Tests.Loads;
using Google.Protobuf;

namespace Faults.Tests;

/// <summary>What a sender must never be told.</summary>
public sealed class AnswersTests
{
    private readonly Ledger ledger = new();
    private readonly SentBatch batch;

    public AnswersTests()
    {
        var script = new Script("im", "run-1", ["shop-1", "shop-2"], 1, ledger);
        var items = Enumerable.Range(0, 40).SelectMany(_ => script.Next().Items).ToList();
        batch = new SentBatch("run-1", 1, items) { Sendings = 1 };
    }

    [Fact]
    public void The_right_answer_passes_however_often_it_comes()
    {
        Take(Right());
        batch.Sendings++;
        Take(Right());
        Assert.Empty(ledger.Faults);
    }

    [Fact]
    public void The_load_has_copies_conflicts_and_faulty_items_in_it()
        => Assert.Equal(4, batch.Items.Select(item => item.Expected).Distinct().Count());

    [Theory]
    [InlineData(ItemOutcome.Accepted, ItemOutcome.Duplicate)]
    [InlineData(ItemOutcome.Accepted, ItemOutcome.Rejected)]
    [InlineData(ItemOutcome.Duplicate, ItemOutcome.Accepted)]
    [InlineData(ItemOutcome.Conflict, ItemOutcome.Duplicate)]
    [InlineData(ItemOutcome.Rejected, ItemOutcome.Accepted)]
    public void A_wrong_outcome_fails(ItemOutcome right, ItemOutcome wrong)
    {
        var answer = Right();
        answer.First(result => result.Outcome == right).Outcome = wrong;
        Take(answer);
        Assert.NotEmpty(ledger.Faults);
    }

    [Fact]
    public void Another_position_the_second_time_fails()
    {
        Take(Right());
        var later = Right();
        later.Last(result => result.Outcome is ItemOutcome.Conflict).Position++;
        Take(later);
        Assert.NotEmpty(ledger.Faults);
    }

    [Fact]
    public void A_conflict_whose_hashes_are_the_same_fails()
    {
        var answer = Right();
        var conflict = answer.First(result => result.Outcome is ItemOutcome.Conflict);
        conflict.StoredContentHash = conflict.ContentHash;
        Take(answer);
        Assert.NotEmpty(ledger.Faults);
    }

    [Fact]
    public void A_result_too_few_fails()
    {
        Take(Right()[1..]);
        Assert.NotEmpty(ledger.Faults);
    }

    private void Take(IReadOnlyList<ItemResult> results) => new Answers(ledger, hasTwin: false).Take(batch, results);

    private List<ItemResult> Right()
    {
        var positions = new Dictionary<EventName, long>();
        return [.. batch.Items.Select(item => item.Name is not { } name
            ? new ItemResult { Outcome = ItemOutcome.Rejected }
            : new ItemResult
            {
                Outcome = item.Expected,
                Partition = 7,
                Position = positions.TryAdd(name, positions.Count + 1) ? positions.Count : positions[name],
                ContentHash = item.Expected is ItemOutcome.Conflict ? ByteString.CopyFromUtf8("a") : ByteString.Empty,
                StoredContentHash = item.Expected is ItemOutcome.Conflict ? ByteString.CopyFromUtf8("b") : ByteString.Empty,
            })];
    }
}
