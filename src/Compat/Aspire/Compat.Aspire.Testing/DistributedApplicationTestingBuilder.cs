using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Brings application hosts under test. Fixed ports of proxied endpoints become random (<c>DcpPublisher:RandomizePorts</c>), data
/// and logs go to a folder that ends with the test (<c>LocalRuntime:Home</c>); arguments such as
/// <c>--LocalRuntime:Home=FOLDER</c> change both.
/// </summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>
    /// Runs an application host's entry point up to its Build; the type is one of that assembly, such as
    /// <c>Projects.My_AppHost</c>.
    /// </summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>The same with command line arguments.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => CreateAsync<TEntryPoint>(args, (_, _) => { }, cancellationToken);

    /// <summary>The same with command line arguments and changes to how the builder is made.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
        => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>Runs an application host's entry point up to its Build.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, CancellationToken cancellationToken = default)
        => CreateAsync(entryPoint, [], cancellationToken);

    /// <summary>The same with command line arguments.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, string[] args, CancellationToken cancellationToken = default)
        => CreateAsync(entryPoint, args, (_, _) => { }, cancellationToken);

    /// <summary>The same with command line arguments and changes to how the builder is made.</summary>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        var run = new EntryPointRun(entryPoint.Assembly, args, configureBuilder);
        return await run.StartAsync(cancellationToken);
    }

    /// <summary>An application to describe in the test itself.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, (_, _) => { });

    /// <summary>An application to describe in the test itself.</summary>
    public static IDistributedApplicationTestingBuilder Create(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        ArgumentNullException.ThrowIfNull(configureBuilder);
        var defaults = new TestDefaults(Assembly.GetCallingAssembly(), args, configureBuilder);
        using var watch = new BuilderWatch
        {
            Constructing = defaults.Apply,
        };
        var builder = new DistributedApplicationBuilder(args);
        defaults.Apply(builder);
        return new TestingBuilder(builder, _ => Task.FromResult(TestDefaults.Keep(builder.Build())), () => { });
    }
}
