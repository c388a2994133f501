namespace CsPlatform.Domain.Rating;

/// <summary>
/// Why usage is not charged: a closed list in the order in which the reasons are looked for. The first that holds is given. The
/// numbers are stored.
/// </summary>
public enum UsageReason
{
    /// <summary>Nothing stands against charging it.</summary>
    None = 0,

    /// <summary>Not charged: no rulebook in force that day makes official service chargeable.</summary>
    NoRule = 1,

    /// <summary>Not charged: started by somebody whose transfers are not charged (由用戶轉交).</summary>
    NotByUser = 2,

    /// <summary>Not charged: a pre-sales consultation, which the rule does not charge.</summary>
    PreSales = 3,

    /// <summary>Not charged: a consultation of any other kind that the rule does not charge, such as an unknown one.</summary>
    KindNotCharged = 4,

    /// <summary>Not charged: a transfer while the shop is hosted; there the consultation itself is the unit.</summary>
    HostedMode = 5,

    /// <summary>
    /// Not charged: the consultation is charged by an earlier transfer, or as a hosted consultation; or the user's day is, where the
    /// rule counts that.
    /// </summary>
    AlreadyCharged = 6,

    /// <summary>Unrated: the calendar does not cover the day, so the day has no class.</summary>
    DayWithoutClass = 7,

    /// <summary>Unrated: no tariff is in force on the day.</summary>
    NoTariff = 8,

    /// <summary>Unrated: the tariff of the day has no price for it.</summary>
    NoRate = 9,
}
