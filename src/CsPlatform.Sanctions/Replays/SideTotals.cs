using CsPlatform.Sanctions.V1;

namespace CsPlatform.Sanctions.Replays;

/// <summary>What decisions come to. Values add up, and compare by what weighs most on a shop.</summary>
internal readonly record struct SideTotals : IComparable<SideTotals>
{
    public long Notices { get; init; }

    public long Tasks { get; init; }

    public long Restrictions { get; init; }

    public long RestrictedDays { get; init; }

    public long Fines { get; init; }

    public long FinesFen { get; init; }

    public long FinesWithoutSum { get; init; }

    public long Points { get; init; }

    public long Proposals { get; init; }

    /// <summary>Decisions that points are taken by.</summary>
    public long PointDecisions { get; init; }

    /// <summary>All decisions; ends and passed exams are none.</summary>
    public long Decisions => Notices + Tasks + Restrictions + Fines + PointDecisions + Proposals;

    /// <summary>Whether anything is taken from the shop: a notice takes nothing.</summary>
    public bool IsBurden => Decisions > Notices;

    public static SideTotals operator +(SideTotals a, SideTotals b) => new()
    {
        Notices = a.Notices + b.Notices,
        Tasks = a.Tasks + b.Tasks,
        Restrictions = a.Restrictions + b.Restrictions,
        RestrictedDays = a.RestrictedDays + b.RestrictedDays,
        Fines = a.Fines + b.Fines,
        FinesFen = a.FinesFen + b.FinesFen,
        FinesWithoutSum = a.FinesWithoutSum + b.FinesWithoutSum,
        Points = a.Points + b.Points,
        Proposals = a.Proposals + b.Proposals,
        PointDecisions = a.PointDecisions + b.PointDecisions,
    };

    /// <summary>Proposals weigh most, then days, money, fines without a sum, points, tasks.</summary>
    public int CompareTo(SideTotals other) =>
        (Proposals, RestrictedDays, FinesFen, FinesWithoutSum, Points, Tasks).CompareTo(
            (other.Proposals, other.RestrictedDays, other.FinesFen, other.FinesWithoutSum, other.Points, other.Tasks));

    public ReplayTotals ToProto() => new()
    {
        Decisions = Decisions,
        Notices = Notices,
        Tasks = Tasks,
        Restrictions = Restrictions,
        RestrictedDays = RestrictedDays,
        Fines = Fines,
        FinesFen = FinesFen,
        FinesWithoutSum = FinesWithoutSum,
        Points = Points,
        Proposals = Proposals,
    };
}
