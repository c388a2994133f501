using System.Globalization;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// Names an item in quarantine: the key of its row. As text partition-hash-outcome; callers take it as it is.
/// </summary>
internal sealed record QuarantineId(short Partition, string Hash, ItemOutcome Outcome)
{
    private const int HashCharacters = 64;

    /// <summary>The outcome as the table has it.</summary>
    internal string StoredOutcome => Stored(Outcome);

    /// <summary>The hash as the table has it.</summary>
    internal byte[] HashBytes => Convert.FromHexString(Hash);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Partition}-{Hash}-{StoredOutcome.ToLowerInvariant()}");

    internal static QuarantineId Of(short partition, byte[] hash, string storedOutcome) =>
        new(partition, Convert.ToHexStringLower(hash), Enum.Parse<ItemOutcome>(storedOutcome, ignoreCase: true));

    /// <summary>The id that the text writes; null when it writes none. An id has one way to be written.</summary>
    internal static QuarantineId? Parse(string text)
    {
        var parts = text.Split('-');
        if (parts.Length != 3
            || !short.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            || partition >= Partitions.Count
            || parts[1].Length != HashCharacters
            || !parts[1].All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        ItemOutcome[] kept = [ItemOutcome.Rejected, ItemOutcome.Conflict];
        var outcome = Array.Find(kept, outcome => string.Equals(Stored(outcome), parts[2], StringComparison.OrdinalIgnoreCase));
        var id = new QuarantineId(partition, parts[1], outcome);
        return outcome is not ItemOutcome.Unspecified && id.ToString() == text ? id : null;
    }

    internal static string Stored(ItemOutcome outcome) => outcome.ToString().ToUpperInvariant();
}
