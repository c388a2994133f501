using CsPlatform.Sanctions.V1;
using NodaTime;

namespace CsPlatform.Sanctions.Storage;

/// <summary>Which cases to read. Empty texts and nulls do not filter.</summary>
internal sealed record CaseQuery(
    string Platform,
    string ShopId,
    string MetricId,
    CaseProgress Progress,
    int PageSize,
    (string ShopId, LocalDate OpenedOn, string CaseId)? After);
