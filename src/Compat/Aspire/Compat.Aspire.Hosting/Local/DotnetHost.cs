namespace Aspire.Hosting.Local;

/// <summary>The dotnet program of the runtime we run on.</summary>
internal static class DotnetHost
{
    public static string Path { get; } = Locate();

    private static string Locate()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } configured && File.Exists(configured))
        {
            return configured;
        }

        // The framework lies in ROOT/shared/Microsoft.NETCore.App/VERSION.
        var framework = System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location);
        var beside = framework is null ? null
            : System.IO.Path.GetFullPath(System.IO.Path.Combine(framework, "..", "..", "..", "dotnet"));
        return beside is not null && File.Exists(beside) ? beside : Tools.Require("dotnet", "dotnet-sdk-10.0");
    }
}
