using CsPlatform.Cli.Output;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Views;

/// <summary>What became of a quarantined item that was offered anew, as JSON.</summary>
public sealed record RedriveView(string Id, string? Outcome, int? Partition, long? Position, string? Why)
{
    public static RedriveView Of(RedriveResult answer) => answer.Result is not { } result
        ? new RedriveView(answer.Id, null, null, null, answer.Refusal)
        : new RedriveView(
            answer.Id,
            Wording.Word(result.Outcome),
            result.Outcome is ItemOutcome.Rejected ? null : result.Partition,
            result.Position == 0 ? null : result.Position,
            WhyOf(result));

    private static string? WhyOf(ItemResult result) => result.Outcome switch
    {
        ItemOutcome.Rejected => string.Join("; ", result.Violations.Select(fault => $"{fault.Field}: {fault.Description}")),
        ItemOutcome.Conflict =>
            $"other content is stored: {Hash(result.StoredContentHash)}, not {Hash(result.ContentHash)}",
        _ => null,
    };

    private static string Hash(Google.Protobuf.ByteString hash) => Wording.ShortHash(Convert.ToHexStringLower(hash.Span));
}
