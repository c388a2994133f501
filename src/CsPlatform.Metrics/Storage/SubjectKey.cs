using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>Names a row of facts.</summary>
/// <param name="Shop">Whose it is.</param>
/// <param name="Kind">What the facts belong to.</param>
/// <param name="Id">Its id within the shop.</param>
internal readonly record struct SubjectKey(ShopKey Shop, SubjectKind Kind, string Id)
{
    /// <summary>The part of a subject that has but one.</summary>
    internal static readonly LocalDate Whole = new(1, 1, 1);

    /// <summary>Which part of it: a day or month where facts go on without end.</summary>
    public LocalDate Part { get; init; } = Whole;
}
