using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>The repository's face and what must not stand in it.</summary>
public partial class TidinessTests
{
    private static readonly string[] TopLevel =
    [
        "CsPlatform.AppHost", "CsPlatform.ServiceDefaults", "CsPlatform.sln", "Directory.Build.props", "Directory.Build.targets",
        "Directory.Packages.props", "README.md", "bench.sh", "cs", "docs", "protos", "run.sh", "samples", "src", "test.sh", "tests",
    ];

    [Fact]
    public void The_top_level_is_the_agreed_one()
    {
        var found = Directory.EnumerateFileSystemEntries(Repository.Root)
            .Select(Path.GetFileName)
            .OfType<string>()
            .Where(name => !name.StartsWith('.') && name is not ("TestResults" or "node_modules"));

        Assert.Empty(found.Except(TopLevel));
    }

    [Fact]
    public void No_work_is_left_as_a_note_or_a_stub()
    {
        var found = from path in Repository.Files(".cs").Concat(Repository.Files(".sh")).Concat(Repository.Files(".proto"))
                    from match in Leftover().Matches(Repository.Read(path))
                    select $"{path}: {match.Value}";

        Assert.Empty(found);
    }

    [Fact]
    public void The_services_and_the_domain_ask_for_no_time_of_their_own()
    {
        var found = from path in Repository.Files(".cs", "src")
                    where !path.StartsWith("src/Compat/", StringComparison.Ordinal)
                    from match in WallClock().Matches(Repository.Read(path))
                    select $"{path}: {match.Value} (take a TimeProvider or the instant)";

        Assert.Empty(found);
    }

    // A letter of each word stands in brackets, so that the pattern does not find itself and no file has to be passed over.
    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|X[X]X)\b|NotImplemented[E]xception|#pragma warning [d]isable|Skip\s*[=]\s*""")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|SystemClock\.Instance|Guid\.NewGuid")]
    private static partial Regex WallClock();
}
