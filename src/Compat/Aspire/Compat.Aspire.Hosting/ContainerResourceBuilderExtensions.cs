namespace Aspire.Hosting;

/// <summary>Settings of servers that have a meaning without containers.</summary>
public static class ContainerResourceBuilderExtensions
{
    /// <summary>
    /// Asks for a server that outlives the application. This runtime ends every process with the application and keeps data
    /// volumes, so a persistent server is one with its data kept.
    /// </summary>
    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime)
        where T : ContainerResource
        => builder;

    /// <summary>Has no effect: the installed version runs.</summary>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource
        => builder;
}
