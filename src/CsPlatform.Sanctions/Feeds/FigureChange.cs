using CsPlatform.Domain.Sanctions;
using CsPlatform.Sanctions.Storage;
using NodaTime;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>What a record of the figure feed means here.</summary>
internal abstract record FigureChange;

/// <summary>A figure that a ladder judges was closed.</summary>
internal sealed record FigureClosed(StandingKey Key, LadderInForce Rule, AssessedFigure Figure) : FigureChange;

/// <summary>A closed figure was corrected.</summary>
internal sealed record FigureRevised(StandingKey Key, LadderInForce Rule, AssessedFigure Figure, string Reason) : FigureChange;

/// <summary>The day before has ended for all shops of a platform in this partition.</summary>
internal sealed record DayBegun(string Platform, LocalDate Day) : FigureChange;
