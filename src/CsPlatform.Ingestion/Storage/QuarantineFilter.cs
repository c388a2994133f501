using CsPlatform.Ingestion.V1;

namespace CsPlatform.Ingestion.Storage;

/// <summary>Which items of the quarantine; an empty text and an unspecified value leave the choice open.</summary>
internal sealed record QuarantineFilter(
    string Platform, string ShopId, string Source, ItemOutcome Outcome, QuarantineState State, QuarantineId? Id);
