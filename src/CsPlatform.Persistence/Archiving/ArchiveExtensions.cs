using CsPlatform.Persistence.Feeds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsPlatform.Persistence.Archiving;

/// <summary>Registers what moves old segments into files and reads them there.</summary>
internal static class ArchiveExtensions
{
    internal static void AddArchive(this IServiceCollection services, string feed)
    {
        services.AddOptions<ArchiveOptions>()
            .BindConfiguration(ArchiveOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => options.KeepMonths is null || !string.IsNullOrWhiteSpace(options.Folder),
                $"{ArchiveOptions.Section}:KeepMonths needs {ArchiveOptions.Section}:Folder: name the folder of the archive files.")
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ArchiveOptions>>().Value);
        services.AddSingleton<ArchiveCatalogue>();
        services.AddSingleton<FeedArchive>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SegmentArchiver>(provider, feed));
        services.AddHostedService<ArchiveOldMonths>();
    }
}
