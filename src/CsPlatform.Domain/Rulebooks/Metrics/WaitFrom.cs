namespace CsPlatform.Domain.Rulebooks;

/// <summary>From when the wait for the first answer runs.</summary>
public enum WaitFrom
{
    /// <summary>From the start of the consultation: time in the queue counts.</summary>
    ConsultationStart = 1,

    /// <summary>From the buyer's first message in scope.</summary>
    FirstMessage = 2,
}
