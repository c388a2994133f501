using NodaTime;

namespace CsPlatform.Domain.Sanctions.Dockets;

/// <summary>What was wrong with an entry. It is added beside the entry, which stays as it came. Of figures the mildest revision is heard.</summary>
/// <param name="Entry">Number of the entry.</param>
public abstract record Amendment(long Entry);

/// <summary>The figure was revised.</summary>
/// <param name="Figure">The figure as it is now.</param>
public sealed record FigureAmended(long Entry, AssessedFigure Figure) : Amendment(Entry);

/// <summary>Nothing may follow from the entry any more.</summary>
/// <param name="Why"><see cref="SanctionHold.Rescinded"/> or <see cref="SanctionHold.Exempted"/>.</param>
public sealed record EntryBarred(long Entry, SanctionHold Why) : Amendment(Entry);

/// <summary>A person reviewed what was held, and released it: it is heard with effect from that day.</summary>
/// <param name="On">The day of the release.</param>
public sealed record EntryReleased(long Entry, LocalDate On) : Amendment(Entry);
