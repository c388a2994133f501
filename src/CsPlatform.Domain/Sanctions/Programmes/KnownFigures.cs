using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Sanctions.Programmes;

/// <summary>Figures of a shop by the id of what they measure: the last periods, newest last.</summary>
/// <param name="ById">The figures.</param>
public sealed record KnownFigures(IReadOnlyDictionary<string, IReadOnlyList<Rate>> ById)
{
    /// <summary>The newest value; no data when there is none.</summary>
    public Rate Newest(string id) => ById.GetValueOrDefault(id) is { Count: > 0 } values ? values[^1] : default;

    /// <summary>The last so many values, newest last; fewer when fewer are known.</summary>
    public IEnumerable<Rate> Last(string id, int periods) => (ById.GetValueOrDefault(id) ?? []).TakeLast(periods);
}
