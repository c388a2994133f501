using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Cli.Output;

/// <summary>Instants to the fraction that decides, in China Standard Time.</summary>
internal static class ExactTime
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The instant with its offset; null when there is none.</summary>
    public static string? Of(Timestamp? at) => at?.ToDateTimeOffset().ToOffset(China)
        .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    /// <summary>Its time of day, and the day where it is another than the one given; "-" when there is none.</summary>
    public static string OfDay(Timestamp? at, string day)
    {
        if (at?.ToDateTimeOffset().ToOffset(China) is not { } local)
        {
            return "-";
        }

        var own = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var time = local.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return own == day ? time : $"{own} {time}";
    }
}
