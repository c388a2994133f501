namespace Aspire.Hosting.ApplicationModel;

/// <summary>A server that ships as an image; this runtime runs the known ones as local processes.</summary>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>The program to run instead of the image's own.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
