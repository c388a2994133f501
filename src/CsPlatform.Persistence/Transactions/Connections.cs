using Npgsql;

namespace CsPlatform.Persistence.Transactions;

/// <summary>How the services talk to their databases, where the connection string does not say otherwise (docs/decisions/0032).</summary>
public static class Connections
{
    private const int PreparedStatements = 128;

    /// <summary>
    /// Statements that come again are prepared: a service has few, sends them all day, and planning one anew costs more than running it.
    /// A connection is not reset between its users: nothing here sets anything for a session, and session locks are released by hand.
    /// </summary>
    public static void Configure(NpgsqlDataSourceBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var connection = builder.ConnectionStringBuilder;
        if (!connection.ShouldSerialize("Max Auto Prepare"))
        {
            connection.MaxAutoPrepare = PreparedStatements;
        }

        if (!connection.ShouldSerialize("No Reset On Close"))
        {
            connection.NoResetOnClose = true;
        }
    }
}
