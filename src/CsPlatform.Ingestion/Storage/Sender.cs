namespace CsPlatform.Ingestion.Storage;

/// <summary>One source that reports about one shop.</summary>
internal readonly record struct Sender(int Partition, string Platform, string ShopId, string Source);
