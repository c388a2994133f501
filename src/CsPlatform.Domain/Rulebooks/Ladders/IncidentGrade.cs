namespace CsPlatform.Domain.Rulebooks;

/// <summary>How grave an incident is.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="NameZh">The platform's name of it.</param>
/// <param name="NameEn">Its name in English.</param>
public sealed record IncidentGrade(string Key, string NameZh, string NameEn);
