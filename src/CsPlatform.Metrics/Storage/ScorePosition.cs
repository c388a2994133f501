using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>A place in the order of a rule's scores.</summary>
internal sealed record ScorePosition(string ShopId, LocalDate EvaluatedOn);
