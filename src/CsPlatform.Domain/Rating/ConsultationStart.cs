using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>A possible start of a consultation. Ordered by instant, then fact.</summary>
public readonly record struct ConsultationStart(Instant At, FactId Fact)
{
    /// <summary>The earlier of two, of which one may be missing.</summary>
    public static ConsultationStart Earlier(ConsultationStart? known, ConsultationStart other)
    {
        if (known is not { } old)
        {
            return other;
        }

        var byInstant = old.At.CompareTo(other.At);
        return byInstant < 0 || (byInstant == 0 && old.Fact.CompareTo(other.Fact) <= 0) ? old : other;
    }
}
