namespace CsPlatform.Ingestion.Flow;

/// <summary>What a quota is for.</summary>
internal enum QuotaKind
{
    None,
    Source,
    Shop,
}
