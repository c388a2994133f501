using CsPlatform.Feeds;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Metrics.Wire;

/// <summary>Kinds of record of this service's feed, by the names of the contract's fields, told from the stored bytes.</summary>
internal static class RecordKinds
{
    private static readonly Dictionary<string, int> Numbers = FigureRecord.Descriptor.Oneofs.Single(oneof => !oneof.IsSynthetic).Fields
        .ToDictionary(field => field.Name, field => field.FieldNumber, StringComparer.Ordinal);

    /// <summary>What passes of the kinds that a request names; null: everything. Faults are told by their field.</summary>
    internal static RecordFilter? Read(IReadOnlyList<string> kinds, FieldFaults faults)
    {
        var asked = new List<int>(kinds.Count);
        for (var i = 0; i < kinds.Count; i++)
        {
            if (Numbers.TryGetValue(kinds[i], out var number))
            {
                asked.Add(number);
            }
            else
            {
                faults.Add($"kinds[{i}]", $"\"{kinds[i]}\" is no kind; there are: {string.Join(", ", Numbers.Keys)}.");
            }
        }

        return asked.Count == 0 ? null : Of(asked);
    }

    /// <summary>Passes records of these kinds, by their fields' numbers.</summary>
    internal static RecordFilter Of(IReadOnlyList<int> numbers)
    {
        var passing = new bool[numbers.Max() + 1];
        foreach (var number in numbers)
        {
            passing[number] = true;
        }

        return content => Passes(content, passing);
    }

    private static bool Passes(ReadOnlySpan<byte> content, bool[] passing)
    {
        var fields = new FieldScan(content);
        while (fields.Next())
        {
            if (fields.Number < passing.Length && passing[fields.Number])
            {
                return true;
            }
        }

        return false;
    }
}
