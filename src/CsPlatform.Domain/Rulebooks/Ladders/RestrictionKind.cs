namespace CsPlatform.Domain.Rulebooks;

/// <summary>One thing that can be restricted.</summary>
/// <param name="Key">Stable key for the systems that enforce it.</param>
/// <param name="NameZh">The platform's words for it.</param>
/// <param name="NameEn">The same in English, a clause.</param>
public sealed record RestrictionKind(string Key, string NameZh, string NameEn)
{
    /// <summary>Key of the limit of public-domain traffic, which has a kind of decision of its own.</summary>
    public const string PublicTraffic = "public_traffic";
}
