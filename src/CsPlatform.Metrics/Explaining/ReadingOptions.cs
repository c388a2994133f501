using System.ComponentModel.DataAnnotations;
using CsPlatform.Domain.Metrics.Explaining;
using NodaTime;

namespace CsPlatform.Metrics.Explaining;

/// <summary>
/// What is pointed out in explanations, section "Metrics:Explaining". No source states any of it: these are the operator's choices, and
/// none changes a figure.
/// </summary>
public sealed class ReadingOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Metrics:Explaining";

    /// <summary>So many consultations of one buyer within <see cref="BurstWithin"/> are shown as a burst.</summary>
    [Range(2, 10_000)]
    public int BurstConsultations { get; init; } = 10;

    /// <summary>Within what time they start.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan BurstWithin { get; init; } = TimeSpan.FromMinutes(10);

    internal GamingTerms Gaming => new(BurstConsultations, Duration.FromTimeSpan(BurstWithin));
}
