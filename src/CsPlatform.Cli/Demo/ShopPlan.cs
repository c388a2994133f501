namespace CsPlatform.Cli.Demo;

/// <summary>How a shop of the demo's market serves its customers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Story">Its course in a few words.</param>
/// <param name="PerDay">Consultations on a quiet day.</param>
/// <param name="Quality">Percent of consultations answered in time, from each day on; the first entry is the first day's.</param>
/// <param name="SelfRunFrom">Day on which it opens self-run service; null = official service answers throughout.</param>
/// <param name="WeeklyProceedsFen">Proceeds settled each Monday; 0 = none.</param>
internal sealed record ShopPlan(
    string Id, string Story, int PerDay, IReadOnlyList<(DateOnly From, int Percent)> Quality, DateOnly? SelfRunFrom,
    long WeeklyProceedsFen)
{
    /// <summary>Percent answered in time on a day.</summary>
    public int QualityOn(DateOnly day) => Quality.Last(step => step.From <= day).Percent;

    /// <summary>Whether its own agents answer on a day.</summary>
    public bool IsSelfRunOn(DateOnly day) => SelfRunFrom <= day;
}
