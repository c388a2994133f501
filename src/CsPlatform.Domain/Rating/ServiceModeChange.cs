using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>From <paramref name="At"/> on (inclusive), until the next change, the shop is in that mode.</summary>
public sealed record ServiceModeChange(Instant At, FactId Fact, ServiceMode Mode);
