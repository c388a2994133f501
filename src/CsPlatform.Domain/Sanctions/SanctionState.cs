using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>How a shop stands in one subject. The closed list of states.</summary>
public abstract record SanctionState;

/// <summary>No penalty runs: figures are assessed.</summary>
public sealed record Assessed : SanctionState;

/// <summary>A task, such as course and exam, is assigned and its deadline has not passed.</summary>
/// <param name="Case">The case.</param>
/// <param name="PushedOn">Day of the push, inclusive.</param>
/// <param name="FailsOn">First day on which a task that was not passed counts as failed, exclusive.</param>
public sealed record Studying(OpenCase Case, LocalDate PushedOn, LocalDate FailsOn) : SanctionState
{
    /// <summary>Restrictions of fixed length that run beside it.</summary>
    public IReadOnlyList<RunningRestriction> Restrictions { get; init; } = [];
}

/// <summary>Restrictions run: all of fixed length, or all open.</summary>
/// <param name="Case">The case.</param>
/// <param name="Restrictions">The restrictions. At least one.</param>
public sealed record Limited(OpenCase Case, IReadOnlyList<RunningRestriction> Restrictions) : SanctionState
{
    /// <summary>First day on which none runs any more; null = open.</summary>
    public LocalDate? Until
    {
        get
        {
            LocalDate? last = null;
            foreach (var restriction in Restrictions)
            {
                if (restriction.Until is not { } until)
                {
                    return null;
                }

                last = last > until ? last : until;
            }

            return last;
        }
    }

    /// <summary>How the open ones end; null when all are of fixed length.</summary>
    public Rulebooks.OpenLength? Open => Restrictions[0].Rule.Length as Rulebooks.OpenLength;
}

/// <summary>The shop was removed or banned for good, by a person's approval. Nothing is assessed any more.</summary>
/// <param name="ProposalId">The proposal that was approved.</param>
/// <param name="On">Day of the approval.</param>
public sealed record Removed(string ProposalId, LocalDate On) : SanctionState;
