using CsPlatform.Domain.Timelines;

namespace CsPlatform.Metrics.Folding;

/// <summary>What a batch made of what concerns a shop as a whole.</summary>
/// <param name="Before">As it was; its consultations are left out.</param>
/// <param name="After">As it is; the very same where nothing changed.</param>
/// <param name="Causes">The entries that changed it.</param>
internal sealed record ChangedHistory(ShopHistory Before, ShopHistory After, IReadOnlyList<TimelineEntry> Causes)
{
    /// <summary>Whether the batch changed it.</summary>
    public bool IsChanged => !ReferenceEquals(Before, After);
}
