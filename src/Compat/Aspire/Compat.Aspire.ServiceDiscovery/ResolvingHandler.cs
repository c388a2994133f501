namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Sends a request to the address its service name stands for.</summary>
internal sealed class ResolvingHandler(ConfiguredServices services) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var logical = request.RequestUri
            ?? throw new InvalidOperationException("The request has no address. Set RequestUri or the client's BaseAddress.");
        request.RequestUri = services.Resolve(logical);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A retry resolves again, so it can reach another address.
            request.RequestUri = logical;
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var logical = request.RequestUri
            ?? throw new InvalidOperationException("The request has no address. Set RequestUri or the client's BaseAddress.");
        request.RequestUri = services.Resolve(logical);
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = logical;
        }
    }
}
