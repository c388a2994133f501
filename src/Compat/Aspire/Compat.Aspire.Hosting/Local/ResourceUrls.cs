namespace Aspire.Hosting.Local;

/// <summary>Works out the addresses to show for a resource.</summary>
internal static class ResourceUrls
{
    public static async Task PublishAsync(RuntimeContext context, IResource resource, CancellationToken cancellationToken)
    {
        var urls = new List<ResourceUrlAnnotation>();
        if (resource is IResourceWithEndpoints owner)
        {
            urls.AddRange(resource.Annotations.OfType<EndpointAnnotation>()
                .Where(endpoint => endpoint.AllocatedEndpoint is not null)
                .Select(endpoint => new ResourceUrlAnnotation
                {
                    Url = endpoint.AllocatedEndpoint!.UriString,
                    Endpoint = new EndpointReference(owner, endpoint),
                }));
        }

        var own = urls.ToList();
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlAnnotation>())
        {
            urls.AddRange(annotation.Url.StartsWith('/')
                ? own.Select(url => new ResourceUrlAnnotation
                {
                    Url = url.Url + annotation.Url,
                    DisplayText = annotation.DisplayText,
                    DisplayLocation = annotation.DisplayLocation,
                })
                : [annotation]);
        }

        var callback = new ResourceUrlsCallbackContext(context.Execution, resource, urls, cancellationToken)
        {
            Logger = context.Logs.GetLogger(resource),
        };
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            await annotation.Callback(callback);
        }

        await context.Notifications.PublishUpdateAsync(resource, state => state with
        {
            Urls = [.. urls.Select(url => new UrlSnapshot(url.Endpoint?.EndpointName, Absolute(url), IsInternal: false)
            {
                DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? ""),
            })],
        });
    }

    private static string Absolute(ResourceUrlAnnotation url)
        => url.Url.StartsWith('/') && url.Endpoint is { } endpoint ? endpoint.Url + url.Url : url.Url;
}
