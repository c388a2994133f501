namespace CsPlatform.Domain.Rulebooks;

/// <summary>What must lie in the hours that are measured (handbook G4); never the reply.</summary>
public enum HoursTest
{
    /// <summary>The buyer's message: one outside the hours is passed over as if it had not been sent.</summary>
    Message = 1,

    /// <summary>The start of the consultation: one that starts outside the hours is left out whole.</summary>
    ConsultationStart = 2,
}
