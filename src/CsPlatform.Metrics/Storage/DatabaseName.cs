using CsPlatform.Persistence.Transactions;

namespace CsPlatform.Metrics.Storage;

/// <summary>
/// The name under which Redis keeps what is made from this database, so that two databases, or one and its successor, never take each other's for
/// their own.
/// </summary>
internal sealed class DatabaseName(Database database)
{
    private volatile string? name;

    /// <summary>The name; it is read once.</summary>
    internal async ValueTask<string> GetAsync(CancellationToken cancellation) =>
        name ??= await database.ReadAsync(ClockStore.NameAsync, cancellation);
}
