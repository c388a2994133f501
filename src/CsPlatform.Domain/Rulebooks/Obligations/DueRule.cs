namespace CsPlatform.Domain.Rulebooks;

/// <summary>By when something has to be done.</summary>
/// <param name="Form">How the time is counted.</param>
/// <param name="EndInclusive">Whether the due instant itself is in time.</param>
/// <param name="OwnTerm">Whether the start may bring its own number of days, which then takes the place of the form's.</param>
public sealed record DueRule(DueForm Form, bool EndInclusive, bool OwnTerm);
