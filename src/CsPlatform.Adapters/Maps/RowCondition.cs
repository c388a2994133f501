using System.Globalization;

namespace CsPlatform.Adapters.Maps;

/// <summary>A condition on one column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Texts">For <see cref="ConditionKind.OneOf"/>.</param>
/// <param name="Bound">For the numeric kinds, inclusive.</param>
public sealed record RowCondition(string Column, ConditionKind Kind, IReadOnlyList<string> Texts, decimal Bound)
{
    /// <summary>Whether a value meets it; null when the value is no number and has to be one.</summary>
    public bool? Holds(string value) => Kind switch
    {
        ConditionKind.NotEmpty => !string.IsNullOrWhiteSpace(value),
        ConditionKind.Empty => string.IsNullOrWhiteSpace(value),
        ConditionKind.OneOf => Texts.Contains(value),
        _ when string.IsNullOrWhiteSpace(value) => false,
        _ => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? Kind == ConditionKind.AtLeast ? number >= Bound : number <= Bound
            : null,
    };
}
