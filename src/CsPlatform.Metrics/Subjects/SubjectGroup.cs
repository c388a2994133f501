using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Subjects;

/// <summary>Subjects of a shop whose facts count together, as a batch found them and as it leaves them.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Before">Their facts without the batch.</param>
/// <param name="After">Their facts with it.</param>
/// <param name="New">What is new.</param>
internal sealed record SubjectGroup(ShopKey Shop, ShopFacts Before, ShopFacts After, IReadOnlyList<ShopFact> New);
