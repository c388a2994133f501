using Microsoft.Extensions.Configuration;

namespace Compat.Aspire.Hosting.Tests;

public sealed class ModelTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public void A_circle_of_waits_is_an_error_at_build_that_shows_the_circle()
    {
        var builder = DistributedApplication.CreateBuilder();
        var a = builder.AddExecutable("a", "true", ".");
        var b = builder.AddExecutable("b", "true", ".").WaitFor(a);
        var c = builder.AddExecutable("c", "true", ".").WaitFor(b);
        a.WaitFor(c);
        var error = Assert.Throws<DistributedApplicationException>(builder.Build);
        Assert.Contains("a -> c -> b -> a", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a--b")]
    [InlineData("a-")]
    [InlineData("a_b")]
    public void A_name_that_cannot_be_a_host_name_is_refused(string name)
        => Assert.Throws<ArgumentException>(() => DistributedApplication.CreateBuilder().AddParameter(name));

    [Fact]
    public void A_name_is_taken_regardless_of_case()
    {
        var builder = DistributedApplication.CreateBuilder();
        builder.AddParameter("one");
        Assert.Throws<DistributedApplicationException>(() => builder.AddParameter("ONE"));
    }

    [Fact]
    public void A_health_check_needs_its_endpoint_first()
        => Assert.Throws<DistributedApplicationException>(
            () => DistributedApplication.CreateBuilder().AddExecutable("a", "true", ".").WithHttpHealthCheck("/health"));

    [Fact]
    public void A_second_endpoint_of_the_same_name_is_refused()
        => Assert.Throws<DistributedApplicationException>(
            () => DistributedApplication.CreateBuilder().AddExecutable("a", "true", ".").WithHttpEndpoint().WithHttpEndpoint());

    [Fact]
    public async Task An_executable_gets_the_variables_of_its_references()
    {
        var builder = _stack.Describe("--Parameters:who=world");
        var who = builder.AddParameter("who");
        var api = builder.AddExecutable("a-pi", "sleep", ".", "600").WithHttpEndpoint(name: "grpc").WithHttpEndpoint(env: "PORT");
        var cache = builder.AddRedis("cache");
        builder.AddExecutable("show", "env", ".")
            .WithEnvironment("GREETING", $"hello {who} at {api.GetEndpoint("http").Property(EndpointProperty.Port)}")
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Testing")
            .WithReference(cache)
            .WithReference("outside", new Uri("http://example.com/base/"))
            .WithReference(api.GetEndpoint("grpc"))
            .WaitFor(cache);
        await using var application = await TestStack.StartAsync(builder);
        var variables = (await TestStack.OutputAsync(application, "show")).Split('\n')
            .Where(line => line.Contains('=', StringComparison.Ordinal))
            .Select(line => line.Split('=', 2)).GroupBy(pair => pair[0]).ToDictionary(
                group => group.Key, group => group.Last()[1]);
        var http = application.GetEndpoint("a-pi", "http");
        var grpc = application.GetEndpoint("a-pi", "grpc").ToString().TrimEnd('/');
        Assert.Equal($"hello world at {http.Port}", variables["GREETING"]);
        Assert.Equal(await application.GetConnectionStringAsync("cache"), variables["ConnectionStrings__cache"]);
        Assert.Equal("localhost", variables["CACHE_HOST"]);
        Assert.StartsWith("redis://:", variables["CACHE_URI"], StringComparison.Ordinal);
        Assert.Equal("http://example.com/base/", variables["services__outside__default__0"]);
        Assert.Equal(grpc, variables["services__a-pi__grpc__0"]);
        Assert.Equal(grpc, variables["services__a-pi__http__0"]);
        Assert.Equal(grpc, variables["A_PI_GRPC"]);
        Assert.Equal("Testing", variables["ASPNETCORE_ENVIRONMENT"]);
        Assert.False(variables.ContainsKey("DOTNET_ENVIRONMENT"));
    }

    [Fact]
    public async Task A_parameter_without_a_value_fails_its_user_with_the_key_to_set()
    {
        var builder = _stack.Describe();
        var missing = builder.AddParameter("not-there");
        builder.AddExecutable("user", "true", ".").WithEnvironment("X", missing);
        await using var application = await TestStack.StartAsync(builder);
        var state = await application.ResourceNotifications.WaitForResourceAsync(
            "user", change => change.Snapshot.State?.Text == KnownResourceStates.FailedToStart, TestStack.Deadline);
        Assert.Contains("Parameters__not-there", (string)state.Snapshot.Property("resource.error")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_program_names_itself_and_the_places_looked_at()
    {
        var builder = _stack.Describe();
        builder.AddExecutable("user", "no-such-program", ".");
        await using var application = await TestStack.StartAsync(builder);
        var state = await application.ResourceNotifications.WaitForResourceAsync(
            "user", change => change.Snapshot.State?.Text == KnownResourceStates.FailedToStart, TestStack.Deadline);
        var error = (string)state.Snapshot.Property("resource.error")!;
        Assert.Contains("no-such-program", error, StringComparison.Ordinal);
        Assert.Contains("/usr/bin", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_server_names_what_to_install()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_stack.Home, "empty")).FullName;
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => PostgresTools.LocateAsync(Path.Combine(_stack.Home, "none"), empty, CancellationToken.None));
        Assert.Contains("initdb", error.Message, StringComparison.Ordinal);
        Assert.Contains(empty, error.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_passwords_keep_to_the_asked_for_characters()
    {
        var value = new GenerateParameterDefault { MinLength = 30, Special = false, MinNumeric = 2 }.GetDefaultValue();
        Assert.Equal(30, value.Length);
        Assert.True(value.All(char.IsAsciiLetterOrDigit));
        Assert.True(value.Count(char.IsAsciiDigit) >= 2);
    }

    [Fact]
    public void A_launch_profile_that_does_not_exist_is_an_error()
        => Assert.Throws<DistributedApplicationException>(() => LaunchProfiles.Choose(
            new LaunchSettings(), new ProjectResourceOptions { LaunchProfileName = "x" }, new ConfigurationManager(),
                "/p.csproj"));
}
