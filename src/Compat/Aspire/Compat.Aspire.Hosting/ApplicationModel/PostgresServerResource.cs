namespace Aspire.Hosting.ApplicationModel;

/// <summary>A PostgreSQL server.</summary>
public class PostgresServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";
    internal const string DefaultUserName = "postgres";
    private readonly Dictionary<string, string> _databases = new(StringComparers.Name);
    private readonly List<PostgresDatabaseResource> _databaseResources = [];

    /// <summary>A server; the user name defaults to <c>postgres</c>.</summary>
    public PostgresServerResource(string name, ParameterResource? userName, ParameterResource password)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(password);
        UserNameParameter = userName;
        PasswordParameter = password;
        PrimaryEndpoint = new EndpointReference(this, EndpointName);
    }

    /// <summary>The endpoint clients connect to.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The host.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>The port.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>The user name; null: <c>postgres</c>.</summary>
    public ParameterResource? UserNameParameter { get; set; }

    /// <summary>The password.</summary>
    public ParameterResource PasswordParameter { get; set; }

    /// <summary>The user name to fill in.</summary>
    public ReferenceExpression UserNameReference
        => UserNameParameter is { } user ? ReferenceExpression.Create($"{user}")
            : ReferenceExpression.Create($"{DefaultUserName}");

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression
        => ReferenceExpression.Create($"Host={Host};Port={Port};Username={UserNameReference};Password={PasswordParameter}");

    /// <summary>The server's address as a URI.</summary>
    public ReferenceExpression UriExpression
        => ReferenceExpression.Create($"postgresql://{UserNameReference}:{new UriEncodedValue(PasswordParameter)}@{Host}:{Port}");

    /// <summary>The server's address for JDBC, without user and password.</summary>
    public ReferenceExpression JdbcConnectionString => ReferenceExpression.Create($"jdbc:postgresql://{Host}:{Port}");

    /// <summary>Database names by resource name.</summary>
    public IReadOnlyDictionary<string, string> Databases => _databases;

    internal IReadOnlyList<PostgresDatabaseResource> DatabaseResources => _databaseResources;

    /// <summary>The connection string as clients use it.</summary>
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default)
        => ConnectionStringExpression.GetValueAsync(cancellationToken);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{Host}")),
        new("Port", ReferenceExpression.Create($"{Port}")),
        new("Username", UserNameReference),
        new("Password", ReferenceExpression.Create($"{PasswordParameter}")),
        new("Uri", UriExpression),
        new("JdbcConnectionString", JdbcConnectionString),
    ];

    internal void Add(PostgresDatabaseResource database)
    {
        _databases[database.Name] = database.DatabaseName;
        _databaseResources.Add(database);
    }
}
