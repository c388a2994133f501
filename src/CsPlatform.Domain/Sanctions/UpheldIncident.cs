using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>An incident that was upheld against a shop.</summary>
/// <param name="Id">Its id, unique within the shop: it is answered once.</param>
/// <param name="Grade">Key of its grade.</param>
/// <param name="UpheldOn">Day on which it was upheld; what follows takes effect on it.</param>
public sealed record UpheldIncident(string Id, string Grade, LocalDate UpheldOn);
