namespace CsPlatform.Adapters.Maps;

/// <summary>
/// How the rows of a CSV file become events: read by <see cref="EventMapReader"/>, documented in docs/import-maps.md.
/// </summary>
/// <param name="Source">The events' source.</param>
/// <param name="Platform">The platform of every shop in the file.</param>
/// <param name="Shop">The shop id of a row; templates may name it as {@shop}.</param>
/// <param name="Time">How the file writes times.</param>
/// <param name="Separator">What separates the fields.</param>
/// <param name="Tree">How rows answer one another; null = each row stands for itself.</param>
/// <param name="EveryRowCounts">Whether a row to which no event applies is faulty; otherwise it is left out.</param>
/// <param name="Events">What each row becomes, in this order.</param>
public sealed record EventMap(
    string Source,
    string Platform,
    TextTemplate Shop,
    TimeRule Time,
    char Separator,
    TreeRule? Tree,
    bool EveryRowCounts,
    IReadOnlyList<EventTemplate> Events);
