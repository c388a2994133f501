using System.Globalization;
using CsPlatform.Common.V1;
using CsPlatform.Persistence.Following;
using CsPlatform.ServiceDefaults.Paging;
using PoisonRecord = CsPlatform.Persistence.Following.PoisonRecord;

namespace CsPlatform.Feeds.UseCases;

/// <summary>Where a list of poison records goes on. A token holds what the list was asked for, so that another question's is refused.</summary>
internal static class PoisonPage
{
    private const int Parts = 6;

    internal static string Write(ListPoisonRecordsRequest request, PoisonRecord last) => PageTokens.Write(
        request.Feed,
        request.State.ToString(),
        last.PassedOverAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
        last.Key.Feed,
        last.Key.Partition.ToString(CultureInfo.InvariantCulture),
        last.Key.Position.ToString(CultureInfo.InvariantCulture));

    /// <summary>Null for an empty token; false when it is none of this query.</summary>
    internal static bool TryRead(ListPoisonRecordsRequest request, out (DateTimeOffset PassedOverAt, PoisonKey Key)? after)
    {
        after = null;
        if (request.PageToken.Length == 0)
        {
            return true;
        }

        if (!PageTokens.TryRead(request.PageToken, Parts, out var parts)
            || parts[0] != request.Feed
            || parts[1] != request.State.ToString()
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTime.MaxValue.Ticks
            || !short.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            || !long.TryParse(parts[5], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return false;
        }

        after = (new DateTimeOffset(ticks, TimeSpan.Zero), new PoisonKey(parts[3], partition, position));
        return true;
    }
}
