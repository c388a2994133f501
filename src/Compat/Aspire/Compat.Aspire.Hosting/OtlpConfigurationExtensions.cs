namespace Aspire.Hosting;

/// <summary>Tells resources where to send telemetry.</summary>
public static class OtlpConfigurationExtensions
{
    /// <summary>Sets the OTEL_ variables a project gets by itself.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        return builder.WithEnvironment(
            context => Local.OtlpEnvironment.Add(context, application.Configuration, application.Environment));
    }
}
