using Microsoft.Extensions.Http;
using Microsoft.Extensions.ServiceDiscovery;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets an HTTP client's addresses name services.</summary>
public static class ServiceDiscoveryHttpClientBuilderExtensions
{
    /// <summary>
    /// Resolves <c>http://service</c>, <c>https+http://service</c> and <c>http://_endpoint.service</c> per request.
    /// </summary>
    public static IHttpClientBuilder AddServiceDiscovery(this IHttpClientBuilder httpClientBuilder)
    {
        ArgumentNullException.ThrowIfNull(httpClientBuilder);
        httpClientBuilder.Services.AddServiceDiscovery();
        httpClientBuilder.Services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new PlainConnectionFilter(httpClientBuilder.Name));
        return httpClientBuilder.AddHttpMessageHandler(
            services => new ResolvingHandler(services.GetRequiredService<ConfiguredServices>()));
    }
}
