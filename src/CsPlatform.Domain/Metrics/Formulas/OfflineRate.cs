using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics.Formulas;

/// <summary>留言率: consultations that went to offline messages / consultations (handbook 5.4).</summary>
public static class OfflineRate
{
    /// <summary>1/1 for one that went offline, 0/1 for another, 0/0 for one that does not count.</summary>
    public static Rate Of(ReplyUnit unit) =>
        unit.Contact is { } contact && unit.Measured.Any() ? new Rate(contact.WentOffline ? 1 : 0, 1) : default;
}
