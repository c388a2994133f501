namespace Aspire.Hosting;

/// <summary>A connection string that is given or put together from other resources.</summary>
public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
    : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression { get; } = connectionStringExpression;

    /// <inheritdoc/>
    public string? ConnectionStringEnvironmentVariable { get; init; }
}
