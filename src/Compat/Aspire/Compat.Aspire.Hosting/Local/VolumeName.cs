using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Local;

/// <summary>Names of volumes and folders that belong to one application host.</summary>
internal static class VolumeName
{
    private const int HashDigits = 10;

    /// <summary>
    /// <c>{app}-{hash of its path}-{resource}-{purpose}</c>: the same at every run, different for another check-out.
    /// </summary>
    public static string For<T>(IResourceBuilder<T> builder, string purpose)
        where T : IResource
    {
        var application = builder.ApplicationBuilder;
        return $"{ForApplication(application.Environment, application.AppHostDirectory)}-{builder.Resource.Name}-{purpose}";
    }

    public static string ForApplication(IHostEnvironment environment, string appHostDirectory)
    {
        var name = string.Concat(environment.ApplicationName.ToLowerInvariant()
            .Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appHostDirectory.ToLowerInvariant())));
        return $"{name}-{hash[..HashDigits]}";
    }

    public static string Folder<T>(IResourceBuilder<T> builder, string source)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        return Path.GetFullPath(Path.Combine(builder.ApplicationBuilder.AppHostDirectory, source));
    }
}
