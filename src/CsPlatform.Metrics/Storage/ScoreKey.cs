using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>Names a score of a shop and a day of evaluation.</summary>
internal readonly record struct ScoreKey(ShopKey Shop, string ScoreId, LocalDate EvaluatedOn);
