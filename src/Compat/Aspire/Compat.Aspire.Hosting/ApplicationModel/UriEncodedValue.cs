namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value escaped for use inside a URI.</summary>
internal sealed class UriEncodedValue(ParameterResource parameter) : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression => parameter.ValueExpression;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
        => new(Uri.EscapeDataString(parameter.Current));
}
