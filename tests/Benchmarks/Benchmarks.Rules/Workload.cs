using System.Globalization;
using CsPlatform.Domain.Metrics.Tallies;
using CsPlatform.Domain.Primitives;
using NodaTime;

namespace Benchmarks.Rules;

/// <summary>
/// A fortnight's chat of some shops as raw columns in no order at all, the same on every run: a conversation has a buyer's message
/// and, up to the number of messages asked for, answers and further questions after one second to five minutes each.
/// </summary>
internal sealed class Workload
{
    private const int ShopCount = 400;
    private const int Days = 14;

    private static readonly long Origin = ChinaTime.StartOf(new LocalDate(2024, 5, 20)).ToUnixTimeMilliseconds();

    private readonly int[] shops;
    private readonly long[] ends;

    internal Workload(int messages, int conversations)
    {
        var random = new Random(42);
        (Shops, Units, Kinds, Millis) = (new int[messages], new long[messages], new ReplyEntryKind[messages], new long[messages]);
        (shops, ends) = (new int[conversations], new long[conversations]);
        for (var i = 0; i < messages; i++)
        {
            var unit = i < conversations ? i : random.Next(conversations);
            if (i < conversations)
            {
                shops[unit] = random.Next(ShopCount);
                ends[unit] = Origin + random.NextInt64(Days * NodaConstants.MillisecondsPerDay);
            }
            else
            {
                ends[unit] += random.Next(1_000, 300_000);
            }

            (Shops[i], Units[i], Kinds[i], Millis[i]) = (shops[unit], unit, Kind(i < conversations, random), ends[unit]);
        }

        Shuffle(random);
    }

    internal int[] Shops { get; }

    internal long[] Units { get; }

    internal ReplyEntryKind[] Kinds { get; }

    internal long[] Millis { get; }

    internal ReplyColumns Columns => new(Shops, Units, Kinds, Millis);

    /// <summary>The shop of a conversation.</summary>
    internal int ShopOf(int unit) => shops[unit];

    /// <summary>The last message of a conversation.</summary>
    internal long EndOf(int unit) => ends[unit];

    internal async Task WriteCsvAsync(string path)
    {
        await using var file = new StreamWriter(path);
        for (var i = 0; i < Shops.Length; i++)
        {
            await file.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{Shops[i]},{Units[i]},{(int)Kinds[i]},{Millis[i]}"));
        }
    }

    private static ReplyEntryKind Kind(bool first, Random random) =>
        first || random.Next(10) < 2 ? ReplyEntryKind.Buyer
        : random.Next(10) == 0 ? ReplyEntryKind.Bot
        : ReplyEntryKind.HumanAgent;

    private void Shuffle(Random random)
    {
        for (var i = Shops.Length - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (Shops[i], Shops[j]) = (Shops[j], Shops[i]);
            (Units[i], Units[j]) = (Units[j], Units[i]);
            (Kinds[i], Kinds[j]) = (Kinds[j], Kinds[i]);
            (Millis[i], Millis[j]) = (Millis[j], Millis[i]);
        }
    }
}
