using System.Globalization;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace CsPlatform.Ingestion.Wire;

/// <summary>Sealed months as the contract has them.</summary>
internal static class SealedMonthText
{
    /// <summary>A month as YYYY-MM.</summary>
    internal static string Of(LocalDate month) => month.ToString("uuuu'-'MM", CultureInfo.InvariantCulture);

    internal static SealedMonth ToProto(PlatformMonth month, DateTimeOffset sealedAt) => new()
    {
        Platform = month.Platform,
        Month = Of(month.Month),
        SealedAt = Timestamp.FromDateTimeOffset(sealedAt),
    };
}
