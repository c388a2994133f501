namespace Aspire.Hosting.Local;

/// <summary>A connection string that must be there when its user starts.</summary>
internal sealed class RequiredConnectionString(IResourceWithConnectionString resource, bool optional)
    : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression => ((IManifestExpressionProvider)resource).ValueExpression;

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var value = await resource.GetConnectionStringAsync(cancellationToken);
        return !string.IsNullOrEmpty(value) || optional
            ? value
            : throw new DistributedApplicationException(
                $"The connection string for the resource '{resource.Name}' is not available. "
                + $"Set ConnectionStrings__{resource.Name}.");
    }
}
