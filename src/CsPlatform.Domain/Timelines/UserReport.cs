using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>The shop reported a user and the platform upheld it (举报用户成功). How far it reaches is the metric's rule.</summary>
/// <param name="BuyerId">The user.</param>
/// <param name="SucceededAt">When it was upheld.</param>
public sealed record UserReport(string BuyerId, Instant SucceededAt);
