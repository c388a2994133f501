namespace Benchmarks.Sanctions;

/// <summary>What is said of one figure.</summary>
/// <param name="Step">The step that is taken, from 1; 0 = none.</param>
/// <param name="Hold">Number of the reason why no step, or no penalty, is taken; 0 = none.</param>
internal readonly record struct Verdict(int Step, int Hold)
{
    /// <summary>As one number, the same on every side.</summary>
    internal int Code => (Step * 100) + Hold;
}
