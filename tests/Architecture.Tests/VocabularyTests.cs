using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>Mechanics know no domain noun: what they do must make sense to somebody who never heard of a shop.</summary>
public partial class VocabularyTests
{
    [Theory]
    [InlineData("src/CsPlatform.Persistence")]
    [InlineData("CsPlatform.ServiceDefaults")]
    [InlineData("src/Compat")]
    public void Mechanics_speak_of_no_domain_noun(string folder)
    {
        var found = from path in Repository.Files(".cs", folder)
                    from match in DomainNoun().Matches(Repository.Read(path))
                    select $"{path}: {match.Value}";

        Assert.Empty(found.Distinct());
    }

    [GeneratedRegex(@"\b\w*(Shop|Consultation|Sanction|Tariff|Rulebook|Xiaohongshu|Merchant)\w*\b", RegexOptions.IgnoreCase)]
    private static partial Regex DomainNoun();
}
