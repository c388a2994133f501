namespace CsPlatform.Domain.Rulebooks;

/// <summary>A figure that a rule looks at: a metric's, a score's, or one that is measured outside.</summary>
/// <param name="Id">Id of the metric or score, or the outside figure's key.</param>
/// <param name="NameZh">The platform's name of it.</param>
/// <param name="NameEn">Its name in English.</param>
public sealed record FigureReference(string Id, string NameZh, string NameEn);
