namespace CsPlatform.Domain.Rulebooks;

/// <summary>Over which days points are capped or summed; weeks start on Monday (handbook G2).</summary>
public enum PointPeriod
{
    NaturalWeek = 1,
    NaturalMonth = 2,
    NaturalYear = 3,
}
