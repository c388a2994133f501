using System.Buffers.Text;
using System.Text;
using CsPlatform.Domain.Metrics;
using CsPlatform.Metrics.Storage;

namespace CsPlatform.Metrics.Wire;

/// <summary>
/// Says where a page of figures goes on. A token belongs to the platform and metric it was given for: another query's token would
/// silently leave figures out.
/// </summary>
internal static class PageToken
{
    private const char Separator = '\u001f';

    internal static string Write(string platform, string metricId, StoredFigure last)
    {
        var period = last.Figure.Period;
        var text = string.Join(
            Separator, platform, metricId, last.Shop.ShopId, (int)period.Kind, ToProto.Day(period.EvaluatedOn));
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>False when it is no token of this query.</summary>
    internal static bool TryRead(string token, string platform, string metricId, out FigurePosition? position)
    {
        position = null;
        if (token.Length == 0)
        {
            return true;
        }

        if (!Base64Url.IsValid(token))
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(Separator);
        if (parts is not [var ofPlatform, var ofMetric, var shop, var kind, var day]
            || ofPlatform != platform
            || ofMetric != metricId
            || shop.Contains('\0', StringComparison.Ordinal)
            || !int.TryParse(kind, out var number)
            || !Enum.IsDefined((FigurePeriodKind)number)
            || FromProto.Day(day) is not { } evaluatedOn)
        {
            return false;
        }

        position = new FigurePosition(shop, (FigurePeriodKind)number, evaluatedOn);
        return true;
    }
}
