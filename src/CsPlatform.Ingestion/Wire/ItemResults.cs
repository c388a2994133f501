using CsPlatform.Common.V1;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf;

namespace CsPlatform.Ingestion.Wire;

/// <summary>Results of items as the contract's messages.</summary>
internal static class ItemResults
{
    // An answer has to fit the 4 MiB that a client takes by default, whatever is wrong with 8,192 events.
    private const int MostViolationBytes = 2 << 20;

    private const string NoRoom = "Faulty; the faults do not fit one answer: send a smaller batch to see this one.";

    internal static ItemResult ToProto(PreparedEvent item, Verdict verdict)
    {
        if (verdict.Outcome is ItemOutcome.Rejected)
        {
            return new ItemResult { Outcome = verdict.Outcome, Violations = { Sealed(item.PlatformMonth) } };
        }

        var result = new ItemResult
        {
            Outcome = verdict.Outcome,
            Partition = item.Partition,
            Position = verdict.Position,
            IsLate = verdict.IsLate,
        };
        if (verdict.Outcome is ItemOutcome.Conflict)
        {
            result.ContentHash = ByteString.CopyFrom(item.ContentHash);
            result.StoredContentHash = ByteString.CopyFrom(verdict.StoredHash);
        }

        return result;
    }

    internal static void AddRejected(ItemResult[] results, IEnumerable<KeyValuePair<int, FieldFaults>> rejected)
    {
        var room = MostViolationBytes;
        foreach (var (index, faults) in rejected)
        {
            var result = new ItemResult { Outcome = ItemOutcome.Rejected };
            result.Violations.AddRange(faults.All.Select(ToProto));
            room -= result.CalculateSize();
            if (room < 0)
            {
                result.Violations.Clear();
                result.Violations.Add(new FieldViolation { Field = faults.All[0].Field, Description = NoRoom });
            }

            results[index] = result;
        }
    }

    /// <summary>Leaves out faults where all of them together would not fit one answer.</summary>
    internal static void Fit(IEnumerable<ItemResult> results)
    {
        var room = MostViolationBytes;
        foreach (var result in results.Where(result => result.Violations.Count > 0))
        {
            room -= result.CalculateSize();
            if (room < 0)
            {
                var field = result.Violations[0].Field;
                result.Violations.Clear();
                result.Violations.Add(new FieldViolation { Field = field, Description = NoRoom });
            }
        }
    }

    /// <summary>The faults in one line.</summary>
    internal static string Summary(FieldFaults faults)
        => string.Join("; ", faults.All.Select(fault => $"{fault.Field}: {fault.Description}"));

    /// <summary>The conflict, or the faults, in one line.</summary>
    internal static string Summary(ItemResult refused)
        => refused.Outcome is ItemOutcome.Conflict
            ? Conflict(refused)
            : string.Join("; ", refused.Violations.Select(violation => $"{violation.Field}: {violation.Description}"));

    private static string Conflict(ItemResult conflict)
        => $"Stored at partition {conflict.Partition}, position {conflict.Position} is other content: " +
            $"{Convert.ToHexStringLower(conflict.StoredContentHash.Span)}, " +
            $"not {Convert.ToHexStringLower(conflict.ContentHash.Span)}.";

    private static FieldViolation Sealed(PlatformMonth month) => new()
    {
        Field = "occurred_at",
        Description = $"{SealedMonthText.Of(month.Month)} of {month.Platform} is sealed; send the correction as an event of the present.",
    };

    private static FieldViolation ToProto(FieldFault fault) => new() { Field = fault.Field, Description = fault.Description };
}
