using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Board;

/// <summary>A limit that a shop's running figure is held against.</summary>
internal readonly record struct HeldLimit(ShopKey Shop, HeadroomLimit Limit);
