namespace Architecture.Tests;

/// <summary>Who may know whom. A new edge is a decision: write it here, with docs/decisions in mind.</summary>
public class DependencyDirectionTests
{
    private static readonly string[] Service =
    [
        "CsPlatform.Domain", "CsPlatform.Rulebooks", "CsPlatform.Contracts", "CsPlatform.Persistence", "CsPlatform.ServiceDefaults",
        "CsPlatform.Feeds",
        "grpc:Client", "grpc:Server", "aspire:Npgsql", "aspire:Redis",
    ];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["src/CsPlatform.Domain"] = [],
        ["src/CsPlatform.Contracts"] = ["grpc:Core"],
        ["src/CsPlatform.Rulebooks"] = ["CsPlatform.Domain", "CsPlatform.Contracts"],
        ["src/CsPlatform.Persistence"] = [],
        ["CsPlatform.ServiceDefaults"] = ["grpc:Client", "grpc:Server", "aspire:ServiceDiscovery"],
        ["src/CsPlatform.Feeds"] =
        [
            "CsPlatform.Contracts", "CsPlatform.Persistence", "CsPlatform.ServiceDefaults", "grpc:Server",
        ],
        ["src/CsPlatform.Adapters"] = ["CsPlatform.Contracts"],
        ["src/CsPlatform.Ingestion"] = [.. Service, "CsPlatform.Adapters"],
        ["src/CsPlatform.Metrics"] = Service,
        ["src/CsPlatform.Sanctions"] = Service,
        ["src/CsPlatform.Billing"] = Service,
        ["src/CsPlatform.Cli"] =
        [
            "CsPlatform.Adapters", "CsPlatform.Contracts", "CsPlatform.Domain", "CsPlatform.Rulebooks", "grpc:Client",
        ],
        ["CsPlatform.AppHost"] =
        [
            "CsPlatform.Ingestion", "CsPlatform.Metrics", "CsPlatform.Sanctions", "CsPlatform.Billing", "aspire:Hosting",
        ],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["src/CsPlatform.Domain"] = ["NodaTime", "Microsoft.CodeAnalysis.BannedApiAnalyzers"],
        ["src/CsPlatform.Persistence"] = ["Npgsql", "StackExchange.Redis"],
    };

    public static TheoryData<string> ProductProjects => [.. Repository.Files(".csproj")
        .Where(path => !path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("src/Compat/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void A_project_knows_only_what_stands_to_its_left(string projectFile)
    {
        var folder = Path.GetDirectoryName(projectFile)!.Replace('\\', '/');
        Assert.True(Allowed.TryGetValue(folder, out var allowed), $"{folder} is not in the table of allowed dependencies.");
        var references = Repository.References(projectFile);

        Assert.Empty(references.Projects.Except(allowed));
        if (AllowedPackages.TryGetValue(folder, out var packages))
        {
            Assert.Empty(references.Packages.Except(packages));
        }
    }

    [Fact]
    public void The_table_names_no_project_that_is_gone() =>
        Assert.All(Allowed.Keys, folder => Assert.NotEmpty(Repository.Files(".csproj", folder)));

    [Fact]
    public void A_stand_in_knows_no_project_of_ours()
    {
        var strangers = Repository.Files(".csproj", "src/Compat")
            .SelectMany(path => Repository.References(path).Projects.Select(project => (path, project)))
            .Where(edge => !edge.project.StartsWith("Compat.", StringComparison.Ordinal));

        Assert.Empty(strangers);
    }

    [Fact]
    public void Nothing_outside_the_stand_ins_names_them()
    {
        var mentions = Repository.Files(".cs")
            .Concat(Repository.Files(".csproj"))
            .Where(path => !path.Contains("Compat/", StringComparison.Ordinal)
                && !path.StartsWith("tests/", StringComparison.Ordinal))
            .Where(path => Repository.Read(path).Contains("Compat.", StringComparison.Ordinal)
                || Repository.Read(path).Contains("src/Compat", StringComparison.Ordinal))
            .Where(path => path != "CsPlatform.AppHost/CsPlatform.AppHost.csproj")
            .ToList();

        Assert.Empty(mentions);
    }
}
