using NodaTime;

namespace CsPlatform.Domain.Sanctions.Dockets;

/// <summary>Why a course is played again.</summary>
/// <param name="Rule">The ladder of what was amended.</param>
/// <param name="Cause">The cause.</param>
/// <param name="TraceId">What it goes back to, such as "appeal:17".</param>
/// <param name="On">Day of the correction; what it revokes is without effect from the beginning, what it adds keeps its own days.</param>
/// <param name="Figure">The figure as it is now; null where none was revised.</param>
public sealed record CorrectionGround(
    LadderInForce Rule, CorrectionCause Cause, string TraceId, LocalDate On, AssessedFigure? Figure);
