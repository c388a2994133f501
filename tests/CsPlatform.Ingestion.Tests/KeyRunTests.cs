using System.Security.Cryptography;
using System.Text;
using CsPlatform.Ingestion.Storage;

namespace CsPlatform.Ingestion.Tests;

/// <summary>Keys of events, many to a row.</summary>
public sealed class KeyRunTests
{
    private const int Seed = 20240520;

    // Everything that an id may hold, and what sorts differently in UTF-8 and UTF-16.
    private static readonly string[] Pieces = ["a", "b", "0", "9", "-", "é", "在", "吗", "\uE000", "\uFF5E", "\uFFFD", "😀", "𐀀", "\U0010FFFF"];

    [Fact]
    public void What_is_written_is_read_again()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 300; round++)
        {
            var keys = Keys(random, random.Next(1, 60));

            var read = KeyRunCodec.Decode(KeyRunCodec.Encode(keys));

            Assert.Equal(keys.Select(Text), read.Select(Text));
        }
    }

    [Fact]
    public void A_key_with_an_id_that_grows_takes_little_more_than_its_hash()
    {
        var keys = Enumerable.Range(0, KeyRun.MostKeys)
            .Select(n => Key($"msg-2024052000-{n:D12}", 40_000 + (n * 3), claim: 7)).ToArray();

        Assert.InRange(KeyRunCodec.Encode(keys).Length, keys.Length * 32, keys.Length * 38);
    }

    [Fact]
    public void A_damaged_payload_is_refused_at_every_length_and_with_bytes_too_many()
    {
        var payload = KeyRunCodec.Encode(Keys(new Random(Seed), 20));

        for (var length = 0; length < payload.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => KeyRunCodec.Decode(payload.AsSpan(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => KeyRunCodec.Decode([.. payload, 0]));
    }

    [Fact]
    public void Random_bytes_are_keys_or_refused()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 3_000; round++)
        {
            var payload = new byte[random.Next(0, 200)];
            random.NextBytes(payload);
            if (Record.Exception(() => KeyRunCodec.Decode(payload)) is { } refusal)
            {
                Assert.IsType<InvalidDataException>(refusal);
            }
        }
    }

    [Fact]
    public void Ids_are_ordered_by_the_bytes_of_utf_8_as_the_database_does()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var (left, right) = (Id(random), Id(random));
            var bytes = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

            Assert.Equal(Math.Sign(bytes), Math.Sign(IdOrder.Instance.Compare(left, right)));
        }
    }

    [Fact]
    public void A_mark_holds_while_the_head_stands_where_it_was_left()
    {
        var marks = new KeyMarks();

        marks.Note(3, before: 0, after: 10, [new(1, "m-10"), new(2, null)]);
        marks.Note(3, before: 10, after: 12, [new(1, "m-12")]);

        Assert.Equal((true, "m-12"), (marks.TryGet(3, head: 12, sender: 1, out var first), first));
        Assert.Equal((true, null), (marks.TryGet(3, head: 12, sender: 2, out var second), second));
        Assert.False(marks.TryGet(3, head: 12, sender: 3, out _));
        Assert.False(marks.TryGet(3, head: 10, sender: 1, out _));
        Assert.False(marks.TryGet(4, head: 12, sender: 1, out _));
    }

    [Fact]
    public void Marks_are_forgotten_when_somebody_else_has_moved_the_head()
    {
        var marks = new KeyMarks();

        marks.Note(3, before: 0, after: 10, [new(1, "m-10")]);
        marks.Note(3, before: 11, after: 12, [new(2, "x")]);

        Assert.False(marks.TryGet(3, head: 12, sender: 1, out _));
        Assert.True(marks.TryGet(3, head: 12, sender: 2, out _));
    }

    private static KeyValuePair<string, StoredKey>[] Keys(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ => Id(random)).Distinct().Order(IdOrder.Instance)
            .Select(id => Key(id, random.NextInt64(1, 1L << random.Next(1, 62)), random.Next(3), random.Next(4) == 0)),
    ];

    private static KeyValuePair<string, StoredKey> Key(string id, long position, long claim, bool isLate = false) =>
        new(id, new StoredKey(position, SHA256.HashData(Encoding.UTF8.GetBytes(id)), isLate, claim));

    private static string Id(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string Text(KeyValuePair<string, StoredKey> key) =>
        $"{key.Key} {key.Value.Position} {key.Value.Claim} {key.Value.IsLate} {Convert.ToHexString(key.Value.ContentHash)}";
}
