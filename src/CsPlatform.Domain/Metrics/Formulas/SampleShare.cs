using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics.Formulas;

/// <summary>
/// 服务规范达标率 (handbook 5.1): samples that passed over samples taken, by the time of sampling; of several checks of one sample the last
/// says whether it passed.
/// </summary>
public static class SampleShare
{
    /// <summary>A unit per sample of the period.</summary>
    public static Measurement Of(ShopFacts facts, Period days) => Measurement.Of(
        from checks in facts.All<SampleCheck>().GroupBy(check => (check.SampleId, check.SampleId is null ? check.Key : default))
        let taken = checks.First()
        let decided = checks.Last()
        where days.Contains(ChinaTime.Day(taken.OccurredAt))
        select MeasuredUnit.Judged(taken.SampleId ?? taken.Key.Id, decided.Key, taken.OccurredAt, decided.Passed));
}
