using CsPlatform.Cli.Output;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Views;

/// <summary>An item in quarantine as JSON, without its content.</summary>
public sealed record QuarantineView(
    string Id,
    string Outcome,
    string Cause,
    string Source,
    string EventId,
    string Platform,
    string Shop,
    int Bytes,
    bool IsCutOff,
    int Times,
    string? FirstReceivedAt,
    string? LastReceivedAt,
    string State,
    string? RedrivenAt)
{
    public static QuarantineView Of(QuarantinedItem item) => new(
        item.Id,
        Wording.Word(item.Outcome),
        item.Cause,
        item.Source,
        item.EventId,
        item.Platform,
        item.ShopId,
        item.ContentSize,
        item.IsCutOff,
        item.Times,
        Wording.At(item.FirstReceivedAt),
        Wording.At(item.LastReceivedAt),
        Wording.Word(item.State),
        Wording.At(item.RedrivenAt));
}
