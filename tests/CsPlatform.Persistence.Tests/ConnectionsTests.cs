using CsPlatform.Persistence.Transactions;
using Npgsql;

namespace CsPlatform.Persistence.Tests;

public class ConnectionsTests
{
    [Fact]
    public void Statements_are_prepared_and_connections_are_not_reset()
    {
        var builder = new NpgsqlDataSourceBuilder("Host=db.example");
        Connections.Configure(builder);
        Assert.True(builder.ConnectionStringBuilder.MaxAutoPrepare > 0);
        Assert.True(builder.ConnectionStringBuilder.NoResetOnClose);
    }

    [Fact]
    public void What_the_connection_string_says_stays()
    {
        // A pooler between service and database may allow neither.
        var builder = new NpgsqlDataSourceBuilder("Host=db.example;Max Auto Prepare=0;No Reset On Close=false");
        Connections.Configure(builder);
        Assert.Equal(0, builder.ConnectionStringBuilder.MaxAutoPrepare);
        Assert.False(builder.ConnectionStringBuilder.NoResetOnClose);
    }
}
