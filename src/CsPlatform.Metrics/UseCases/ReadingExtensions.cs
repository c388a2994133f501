using CsPlatform.Metrics.Explaining;
using CsPlatform.Metrics.Exporting;

namespace CsPlatform.Metrics.UseCases;

/// <summary>Puts together what reads figures.</summary>
internal static class ReadingExtensions
{
    /// <summary>Adds the reading of figures, as they are and as they were.</summary>
    internal static IServiceCollection AddReading(this IServiceCollection services)
    {
        services.AddOptions<ReadingOptions>()
            .BindConfiguration(ReadingOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<FigureSelection>()
            .AddSingleton<ListFigures>()
            .AddSingleton<GetFigure>()
            .AddSingleton<FigureExplainer>()
            .AddSingleton<ExplainFigure>()
            .AddSingleton<FigureFile>()
            .AddSingleton<ExportFigure>()
            .AddSingleton<DefinitionComparer>()
            .AddSingleton<CompareDefinitions>();
    }
}
