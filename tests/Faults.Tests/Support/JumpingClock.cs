using System.Globalization;
using Faults.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(JumpingClock))]

namespace Faults.Tests.Support;

/// <summary>
/// Puts a clock into a service process that jumps as somebody says in a file. ASP.NET loads it there when the process's environment
/// names this assembly; the service knows nothing of it. Timers and measured times go on as they do when a real clock is set.
/// </summary>
public sealed class JumpingClock : TimeProvider, IHostingStartup
{
    private const string Variable = "CS_TEST_CLOCK";

    private readonly string? file = Environment.GetEnvironmentVariable(Variable);

    /// <summary>What a process needs in its environment to take its time from a file.</summary>
    internal static IReadOnlyDictionary<string, string> EnvironmentOf(string file) => new Dictionary<string, string>
    {
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(JumpingClock).Assembly.GetName().Name!,
        [Variable] = file,
    };

    /// <summary>Sets the clock of the processes that read the file.</summary>
    internal static void Set(string file, TimeSpan ahead)
    {
        // Replaced in one step, so that nobody reads half of it.
        File.WriteAllText($"{file}.new", ahead.Ticks.ToString(CultureInfo.InvariantCulture));
        File.Move($"{file}.new", file, overwrite: true);
    }

    /// <inheritdoc />
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(this));

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => file is null
        ? base.GetUtcNow()
        : base.GetUtcNow() + TimeSpan.FromTicks(long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));
}
