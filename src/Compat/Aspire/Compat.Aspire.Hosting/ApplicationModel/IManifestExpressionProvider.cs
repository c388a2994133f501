namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that can be written down before it is known.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The value's place holder, such as <c>{cache.connectionString}</c>.</summary>
    string ValueExpression { get; }
}
