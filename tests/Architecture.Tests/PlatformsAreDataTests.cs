using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests;

/// <summary>A platform is a file: no code that decides knows the name of one.</summary>
public class PlatformsAreDataTests
{
    private const string Platforms = "src/CsPlatform.Rulebooks/platforms/";

    // The command line plays and explains an example market; everything else takes the platform from an event, a request or a file.
    private static readonly string[] MayNameExamples = ["src/CsPlatform.Cli/", "src/Compat/", "tests/"];

    [Fact]
    public void No_text_in_the_code_is_a_platforms_key()
    {
        var keys = Repository.Files(".json", Platforms).Select(path => path[Platforms.Length..].Split('/')[0]).Distinct().ToList();
        var found = from path in Repository.Files(".cs")
                    where !MayNameExamples.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
                    from token in CSharpSyntaxTree.ParseText(Repository.Read(path)).GetRoot().DescendantTokens()
                    where token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
                        || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)
                    from key in keys
                    where Regex.IsMatch(token.ValueText, $"(?<![a-z-]){key}(?![a-z-])")
                    select $"{path}: {token.ValueText}";

        Assert.NotEmpty(keys);
        Assert.Empty(found);
    }

    [Fact]
    public void Nothing_outside_samples_tests_and_docs_knows_the_sample_platform()
    {
        var sample = Repository.Files(".json", "samples/rulebooks").Select(path => JsonDocument.Parse(Repository.Read(path)))
            .Select(document => document.RootElement.GetProperty("platform").GetString()!).ToList();
        string[] endings = [".cs", ".proto", ".sql", ".json", ".csproj"];
        var found = from ending in endings
                    from folder in new[] { "src", "protos", "CsPlatform.AppHost", "CsPlatform.ServiceDefaults" }
                    from path in Repository.Files(ending, folder)
                    from name in sample
                    where Repository.Read(path).Contains(name, StringComparison.OrdinalIgnoreCase)
                    select $"{path} knows {name}";

        Assert.NotEmpty(sample);
        Assert.Empty(found);
    }
}
