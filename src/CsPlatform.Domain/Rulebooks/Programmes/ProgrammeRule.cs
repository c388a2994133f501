namespace CsPlatform.Domain.Rulebooks;

/// <summary>A programme that shops are admitted to and removed from by figures (handbook 3.2, 4.4, 5.1, 5.4).</summary>
/// <param name="Head">Its name, words and source.</param>
public sealed record ProgrammeRule(RuleHead Head)
{
    /// <summary>What an application needs; all of them.</summary>
    public IReadOnlyList<Gate> Gates { get; init; } = [];

    /// <summary>Which figure brings a member's removal up; null = members stay.</summary>
    public ProgrammeRemoval? Removal { get; init; }

    /// <summary>The removal after which a shop may not apply again; null = it always may.</summary>
    public int? LastRemoval { get; init; }

    /// <summary>What bans do; null = the programme knows none.</summary>
    public ProgrammeBans? Bans { get; init; }

    /// <summary>Day of the month on which a membership starts and the one before it ends; null = it has no term.</summary>
    public int? TermDay { get; init; }

    /// <summary>Days after a refused application, or a removal, before the next one.</summary>
    public int DaysOut { get; init; }
}
