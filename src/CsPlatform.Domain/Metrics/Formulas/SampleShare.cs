using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics.Formulas;

/// <summary>服务规范达标率 (handbook 5.1): samples that passed over samples taken, by the time of sampling.</summary>
public static class SampleShare
{
    /// <summary>A unit per sample of the period.</summary>
    public static Measurement Of(ShopFacts facts, Period days) => Measurement.Of(
        from sample in facts.All<SampleCheck>()
        where days.Contains(ChinaTime.Day(sample.OccurredAt))
        select MeasuredUnit.Judged(sample.Key.Id, sample.Key, sample.OccurredAt, sample.Passed));
}
