using System.Globalization;
using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Storage;
using CsPlatform.ServiceDefaults.Paging;

namespace CsPlatform.Metrics.Wire;

/// <summary>
/// Says where a page of figures goes on. A token belongs to the platform and metric it was given for: another query's token would
/// silently leave figures out.
/// </summary>
internal static class PageToken
{
    internal static string Write(string platform, string metricId, StoredFigure last)
    {
        var period = last.Figure.Period;
        var kind = ((int)period.Kind).ToString(CultureInfo.InvariantCulture);
        return PageTokens.Write(platform, metricId, last.Shop.ShopId, kind, ToProto.Day(period.EvaluatedOn));
    }

    /// <summary>False when it is no token of this query.</summary>
    internal static bool TryRead(string token, string platform, string metricId, out FigurePosition? position)
    {
        position = null;
        if (token.Length == 0)
        {
            return true;
        }

        if (!PageTokens.TryRead(token, 5, out var parts)
            || parts[0] != platform
            || parts[1] != metricId
            || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var kind)
            || !Enum.IsDefined((FigurePeriodKind)kind)
            || DayText.Day(parts[4]) is not { } evaluatedOn)
        {
            return false;
        }

        position = new FigurePosition(parts[2], (FigurePeriodKind)kind, evaluatedOn);
        return true;
    }
}
