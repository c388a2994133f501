namespace CsPlatform.Domain.Rulebooks;

/// <summary>The closed list of formulas; each holds the parameters of its kind.</summary>
public abstract record MetricFormula
{
    /// <summary>What the rate is.</summary>
    public virtual MetricMeasure Measure => MetricMeasure.Share;
}
