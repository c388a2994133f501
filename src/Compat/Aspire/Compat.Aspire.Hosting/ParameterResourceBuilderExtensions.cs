namespace Aspire.Hosting;

/// <summary>Adds values from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    private const int PasswordLength = 22;

    /// <summary>A parameter read from configuration <c>Parameters:NAME</c> (also with underscores for hyphens).</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(CreateParameter(builder, name, secret));
    }

    /// <summary>A parameter with a given value, unless configuration has another.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false,
            bool secret = false)
        => builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>A parameter with a computed value, unless configuration has another.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false,
            bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(valueGetter);
        return builder.AddResource(new ParameterResource(name, _ => Configured(builder, name) ?? valueGetter(), secret));
    }

    /// <summary>A parameter with a default, such as a generated value.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false,
            bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var parameter = CreateParameter(builder, name, secret);
        parameter.Default = value;
        if (persist)
        {
            parameter.Annotations.Add(new Local.PersistedParameterAnnotation());
        }

        return builder.AddResource(parameter);
    }

    /// <summary>A parameter read from a configuration key.</summary>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ParameterResource(
            name, _ => builder.Configuration[configurationKey] ?? throw Missing(name, configurationKey), secret));
    }

    /// <summary>Says what the value is for.</summary>
    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    /// <summary>A connection string read from configuration <c>ConnectionStrings:NAME</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var value = new ParameterResource(
            name + "-value", _ => builder.Configuration.GetConnectionString(name)
                ?? throw Missing(name, $"ConnectionStrings:{name}"), secret: true);
        return builder.AddResource(new ConnectionStringResource(name, ReferenceExpression.Create($"{value}"))
        {
            ConnectionStringEnvironmentVariable = environmentVariableName,
        });
    }

    /// <summary>A parameter that is not a resource of its own yet.</summary>
    public static ParameterResource CreateParameter(IDistributedApplicationBuilder builder, string name, bool secret)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new ParameterResource(
            name, otherwise => Configured(builder, name) ?? otherwise?.GetDefaultValue()
                ?? throw Missing(name, $"Parameters:{name}"), secret);
    }

    /// <summary>A generated value that is not a resource of its own yet.</summary>
    public static ParameterResource CreateGeneratedParameter(
        IDistributedApplicationBuilder builder, string name, bool secret, GenerateParameterDefault parameterDefault)
    {
        var parameter = CreateParameter(builder, name, secret);
        parameter.Default = parameterDefault;
        return parameter;
    }

    /// <summary>A generated password of at least 22 characters.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0)
        => CreateGeneratedParameter(builder, name, secret: true, new GenerateParameterDefault
        {
            MinLength = PasswordLength,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        });

    private static string? Configured(IDistributedApplicationBuilder builder, string name)
        => builder.Configuration[$"Parameters:{name}"]
            ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"];

    private static MissingParameterValueException Missing(string name, string key) => new(
        $"Parameter resource could not be used because configuration key '{key}' is missing "
        + $"and the parameter '{name}' has no default value. "
        + $"Set it in appsettings.json, as --{key}=VALUE or as environment variable "
        + $"{key.Replace(":", "__", StringComparison.Ordinal)}.");
}
