using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>An incident that was judged.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Month">Month in which it was upheld.</param>
public sealed record CountedIncident(string Id, YearMonth Month);
