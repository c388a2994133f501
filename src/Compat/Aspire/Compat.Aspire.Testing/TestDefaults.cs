using System.Reflection;
using Aspire.Hosting.Local;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>How an application host runs under test, unless arguments or environment say otherwise.</summary>
internal sealed class TestDefaults(
    Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
{
    private readonly string _home = Path.Combine(Path.GetTempPath(), $"aspire-local-test-{Guid.NewGuid():n}");

    public void Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.Args = args;
        options.AssemblyName = assembly.GetName().Name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        settings.Args = args;
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(Profile().Concat(
        [
            new("DcpPublisher:RandomizePorts", "true"),
            new("LocalRuntime:Home", _home),
        ]));
        settings.EnvironmentName ??= settings.Configuration["DOTNET_ENVIRONMENT"]
            ?? settings.Configuration["ASPNETCORE_ENVIRONMENT"];
        configure(options, settings);
    }

    public void Apply(DistributedApplicationBuilder builder)
    {
        builder.Services.AddHttpClient();
        builder.Services.Replace(ServiceDescriptor.Singleton<IConsoleReport>(new SilentConsoleReport()));
        builder.Services.AddSingleton(_ => new TemporaryFolder(_home));
    }

    /// <summary>Ties the test's folder to the application: what is resolved first goes last.</summary>
    public static DistributedApplication Keep(DistributedApplication application)
    {
        application.Services.GetRequiredService<TemporaryFolder>();
        return application;
    }

    // The application host's own first launch profile, as dotnet run would choose it.
    private Dictionary<string, string?> Profile()
    {
        var folder = assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == "apphostprojectpath")?.Value;
        var settings = folder is null ? null : LaunchProfiles.Read(Path.Combine(folder, "any.csproj"));
        var wanted = Environment.GetEnvironmentVariable("DOTNET_LAUNCH_PROFILE");
        var profile = settings?.Profiles.FirstOrDefault(entry => wanted is null || entry.Key == wanted);
        if (profile?.Value is not { } found)
        {
            return [];
        }

        var variables = found.EnvironmentVariables.ToDictionary(entry => entry.Key, entry => (string?)entry.Value);
        variables.TryAdd("DOTNET_LAUNCH_PROFILE", profile.Value.Key);
        return variables;
    }
}
