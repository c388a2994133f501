using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>One degree of a check: the score becomes score × factor − deduction.</summary>
/// <param name="NameZh">The platform's own name.</param>
/// <param name="NameEn">An English name.</param>
/// <param name="Above">The value that is still all right; strictly above it the degree applies.</param>
/// <param name="Factor">0 to 1.</param>
/// <param name="Deduction">0 or more.</param>
public sealed record AdjustmentDegree(string NameZh, string NameEn, Fraction Above, Fraction Factor, Fraction Deduction);
