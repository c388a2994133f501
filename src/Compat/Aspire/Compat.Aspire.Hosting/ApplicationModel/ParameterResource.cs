namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value from outside, or a generated one.</summary>
public class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider, IResourceWithoutLifetime
{
    private readonly Lazy<string> _value;

    /// <summary>A parameter whose value <paramref name="callback"/> provides, given the default.</summary>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Secret = secret;
        _value = new Lazy<string>(() => callback(Persisted(Default)));
    }

    /// <summary>The value when none is configured; null: the value must be configured.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>What the value is for.</summary>
    public string? Description { get; set; }

    /// <summary>Whether <see cref="Description"/> is Markdown.</summary>
    public bool EnableDescriptionMarkdown { get; set; }

    /// <summary>Whether to keep the value out of sight.</summary>
    public bool Secret { get; }

    /// <summary>Whether the value is a connection string.</summary>
    public bool IsConnectionString { get; set; }

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>File that keeps a generated value from one run to the next; null: it is not kept.</summary>
    internal string? PersistAt { get; set; }

    internal string Current => _value.Value;

    /// <summary>The value; throws <see cref="MissingParameterValueException"/> when there is none.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(Current);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) => new(Current);

    private ParameterDefault? Persisted(ParameterDefault? otherwise)
        => otherwise is GenerateParameterDefault && PersistAt is { } file ? new Local.PersistedDefault(file, otherwise)
            : otherwise;
}
