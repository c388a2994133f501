namespace CsPlatform.Ingestion.Storage;

/// <summary>One source that reports about one shop. All its events share one object (<see cref="SenderDirectory.Of"/>).</summary>
internal sealed class Sender(int partition, string platform, string shopId, string source) : IEquatable<Sender>
{
    internal int Partition => partition;

    internal string Platform => platform;

    internal string ShopId => shopId;

    internal string Source => source;

    /// <summary>Its number in its partition, which never changes; 0 until it is read.</summary>
    internal int Number { get; set; }

    public bool Equals(Sender? other)
        => ReferenceEquals(this, other)
            || (other is not null && shopId == other.ShopId && source == other.Source && platform == other.Platform);

    public override bool Equals(object? obj) => Equals(obj as Sender);

    public override int GetHashCode() => HashCode.Combine(shopId, source, platform);
}
