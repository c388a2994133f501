namespace CsPlatform.Domain.Rulebooks;

/// <summary>What counts as one billable transfer.</summary>
public enum TransferDedup
{
    /// <summary>A consultation is charged once, however often it is transferred.</summary>
    Conversation = 1,

    /// <summary>Every transfer is charged.</summary>
    TransferEvent = 2,

    /// <summary>A user's transfers of one natural day are charged once, over all the user's consultations with the shop.</summary>
    UserPerDay = 3,
}
