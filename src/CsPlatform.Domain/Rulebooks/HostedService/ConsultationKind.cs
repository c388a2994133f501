namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a consultation is about; unknown is a value of its own, never one of the others.</summary>
public enum ConsultationKind
{
    Unknown = 0,
    PreSales = 1,
    AfterSales = 2,
}
