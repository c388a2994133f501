namespace Aspire.Hosting.Local;

/// <summary>Keeps endpoints out of <c>ASPNETCORE_URLS</c>.</summary>
internal sealed class EndpointFilterAnnotation(Func<EndpointAnnotation, bool> filter) : IResourceAnnotation
{
    public Func<EndpointAnnotation, bool> Filter { get; } = filter;
}
