namespace Aspire.Hosting.ApplicationModel;

/// <summary>A check by HTTP request that each replica answers for itself.</summary>
internal sealed class HttpHealthCheckAnnotation(string key, EndpointReference endpoint, string path, int statusCode)
    : HealthCheckAnnotation(key)
{
    public EndpointReference Endpoint { get; } = endpoint;

    public string Path { get; } = path;

    public int StatusCode { get; } = statusCode;
}
