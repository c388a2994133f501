using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Timelines;

/// <summary>One shop's facts, from which every counting unit of the platforms can be cut.</summary>
/// <param name="Consultations">Its consultations by id.</param>
public sealed record ShopHistory(IReadOnlyDictionary<string, Timeline> Consultations)
{
    /// <summary>Users whom it reported with success.</summary>
    public IReadOnlyList<UserReport> Reports { get; init; } = [];

    /// <summary>The working hours that it states; null = none.</summary>
    public DailyHours? WorkingHours { get; init; }
}
