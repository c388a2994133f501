using CsPlatform.Domain.Sanctions.Appeals;
using CsPlatform.Sanctions.Feeds;
using Npgsql;

namespace CsPlatform.Sanctions.Appeals;

/// <summary>Finds the upheld appeal that a revised figure goes back to.</summary>
internal static class AppealTraces
{
    /// <summary>The trace of the appeal; null = the revision names another event as the first that came.</summary>
    public static async Task<string?> FindAsync(NpgsqlTransaction transaction, FigureRevised revised, CancellationToken cancellation)
    {
        // Others may report under our source's name: only an appeal that was upheld counts.
        return AppealTrace.AppealNamedBy(revised.Reason) is { } named
            && await AppealStore.FindAsync(transaction.Connection!, new AppealKey(revised.Key.Shop, named), cancellation) is
                { Body.State: V1.AppealState.Upheld or V1.AppealState.UpheldInPart }
                ? AppealTrace.Of(named)
                : null;
    }
}
