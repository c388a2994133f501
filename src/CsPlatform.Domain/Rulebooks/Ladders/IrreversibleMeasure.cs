namespace CsPlatform.Domain.Rulebooks;

/// <summary>Measures that cannot be taken back: they are proposed and a person approves them (handbook G14).</summary>
public enum IrreversibleMeasure
{
    /// <summary>清退.</summary>
    ClearOut = 1,

    /// <summary>罚没保证金.</summary>
    ForfeitDeposit = 2,

    /// <summary>终止合作.</summary>
    EndCooperation = 3,

    /// <summary>永久禁封.</summary>
    PermanentBan = 4,

    /// <summary>The source says that more may follow and not what: a person decides.</summary>
    DecideFurther = 5,
}
