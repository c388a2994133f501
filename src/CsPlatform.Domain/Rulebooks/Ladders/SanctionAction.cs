namespace CsPlatform.Domain.Rulebooks;

/// <summary>One thing that a step does. The closed list.</summary>
public abstract record SanctionAction
{
    /// <summary>Whether every value it needs is known.</summary>
    public virtual bool IsEnforced => true;

    /// <summary>Whether it counts against a quota.</summary>
    public virtual bool IsPenalty => true;
}

/// <summary>A notice. No penalty.</summary>
/// <param name="IsWarning">A warning (警告); otherwise a friendly reminder (友情提示).</param>
public sealed record NoticeAction(bool IsWarning) : SanctionAction
{
    public override bool IsPenalty => false;
}

/// <summary>强制学习推送课程并考试: a task with a deadline.</summary>
/// <param name="DaysToPass">Days to pass.</param>
/// <param name="FirstDayCounts">Whether the day of the push is the first of them; otherwise the day after it (handbook 1.5).</param>
/// <param name="WhenFailed">What follows when it is not passed in time.</param>
public sealed record TaskAction(int DaysToPass, bool FirstDayCounts, IReadOnlyList<RestrictionAction> WhenFailed) : SanctionAction
{
    /// <summary>Days from the push to the first day on which the task counts as failed.</summary>
    public int DaysUntilFailed => FirstDayCounts ? DaysToPass : DaysToPass + 1;
}

/// <summary>Something the shop may not do, or loses.</summary>
/// <param name="Kinds">What is restricted. At least one.</param>
/// <param name="Length">For how long.</param>
public sealed record RestrictionAction(IReadOnlyList<RestrictionKind> Kinds, RestrictionLength Length) : SanctionAction
{
    public override bool IsEnforced => Length is not FixedLength { Days: null };

    /// <summary>Keys of its kinds, joined: its name in a decision's id.</summary>
    public string Key { get; } = string.Join('+', Kinds.Select(kind => kind.Key));

    public bool Equals(RestrictionAction? other) =>
        other is not null && Length == other.Length && Kinds.SequenceEqual(other.Kinds);

    public override int GetHashCode() => HashCode.Combine(Key, Length);
}

/// <summary>Liquidated damages or a fine.</summary>
/// <param name="AmountId">The amount's rule; null = no source states it, so it is not enforced.</param>
public sealed record FineAction(string? AmountId) : SanctionAction
{
    public override bool IsEnforced => AmountId is not null;
}

/// <summary>Violation points.</summary>
/// <param name="Count">How many; null = no source states one number, so they are not enforced.</param>
/// <param name="ClassKey">Key of their class.</param>
/// <param name="ClassName">The platform's name of the class.</param>
/// <param name="MostPerWeek">Most points of the class per natural week; null = no limit.</param>
public sealed record PointsAction(int? Count, string ClassKey, string ClassName, int? MostPerWeek) : SanctionAction
{
    public override bool IsEnforced => Count is not null;
}

/// <summary>An irreversible measure that a person has to approve (handbook G14). Not itself a penalty.</summary>
public sealed record ProposalAction(IrreversibleMeasure Measure) : SanctionAction
{
    public override bool IsPenalty => false;
}
