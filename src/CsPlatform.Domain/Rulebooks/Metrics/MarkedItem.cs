using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// One item of marks: full marks less what it falls short of its target, never below 0 unless its full marks are 0.
/// </summary>
/// <param name="Id">Id, unique in the score.</param>
/// <param name="NameZh">The platform's own name.</param>
/// <param name="NameEn">An English name.</param>
/// <param name="FullMarks">Its marks when nothing is missed.</param>
/// <param name="MetricId">The metric it looks at.</param>
/// <param name="Target">A share; exactly the target is met. Null = no source states it: it is given with the values.</param>
/// <param name="BadSide">Which side of the target is bad.</param>
/// <param name="Cost">Marks that a missed target costs: per percentage point, or altogether.</param>
/// <param name="IsPerPoint">Whether <paramref name="Cost"/> is per percentage point.</param>
/// <param name="SmallSample">How it is marked instead while its sample is small; null = never.</param>
public sealed record MarkedItem(
    string Id,
    string NameZh,
    string NameEn,
    Fraction FullMarks,
    string MetricId,
    Fraction? Target,
    BadSide BadSide,
    Fraction Cost,
    bool IsPerPoint,
    SmallSample? SmallSample);
