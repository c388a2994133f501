using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>What every rule of a rulebook carries: its name, its words, who says so and since when.</summary>
/// <param name="Id">Id, unique in the rulebook, such as "jd.service_score".</param>
/// <param name="NameZh">The platform's own name of it.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="TextZh">The rule in the platform's own words.</param>
/// <param name="TextEn">The rule in English.</param>
/// <param name="Source">Handbook section and class of the fact, such as "handbook 5.1 (seed)".</param>
/// <param name="From">First day the rule holds.</param>
/// <param name="Until">First day it no longer holds; null = until further notice.</param>
/// <param name="Assumptions">What the source does not say and was assumed, each in a sentence.</param>
/// <param name="Inventory">Numbers of the handbook's inventory that the rule answers, such as "J01".</param>
public sealed record RuleHead(
    string Id,
    string NameZh,
    string NameEn,
    string TextZh,
    string TextEn,
    string Source,
    LocalDate From,
    LocalDate? Until,
    IReadOnlyList<string> Assumptions,
    IReadOnlyList<string> Inventory);
