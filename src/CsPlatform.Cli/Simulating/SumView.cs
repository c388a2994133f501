using CsPlatform.Cli.Output;

namespace CsPlatform.Cli.Simulating;

/// <summary>A sum of figures as it is shown.</summary>
internal sealed record SumView(
    string Simulation, string Platform, string MetricId, string Period, long Figures, long Numerator, long Denominator)
{
    public static SumView Of(KeyValuePair<FigureSum, SummedFigures> sum) => new(
        sum.Key.Simulation, sum.Key.Platform, sum.Key.MetricId, Wording.Word(sum.Key.Kind), sum.Value.Figures, sum.Value.Numerator,
        sum.Value.Denominator);
}
