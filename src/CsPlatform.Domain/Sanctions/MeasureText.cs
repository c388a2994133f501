using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Names of irreversible measures.</summary>
public static class MeasureText
{
    /// <summary>Stable key.</summary>
    public static string Key(IrreversibleMeasure measure) => measure switch
    {
        IrreversibleMeasure.ClearOut => "clear_out",
        IrreversibleMeasure.ForfeitDeposit => "forfeit_deposit",
        IrreversibleMeasure.EndCooperation => "end_cooperation",
        IrreversibleMeasure.PermanentBan => "permanent_ban",
        IrreversibleMeasure.DecideFurther => "decide_further",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "No such measure."),
    };

    /// <summary>In Chinese.</summary>
    public static string Zh(IrreversibleMeasure measure) => measure switch
    {
        IrreversibleMeasure.ClearOut => "清退店铺",
        IrreversibleMeasure.ForfeitDeposit => "罚没保证金",
        IrreversibleMeasure.EndCooperation => "终止合作",
        IrreversibleMeasure.PermanentBan => "永久禁封",
        IrreversibleMeasure.DecideFurther => "由平台决定后续措施",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "No such measure."),
    };

    /// <summary>In English.</summary>
    public static string En(IrreversibleMeasure measure) => measure switch
    {
        IrreversibleMeasure.ClearOut => "Removal of the shop",
        IrreversibleMeasure.ForfeitDeposit => "Forfeiture of the deposit",
        IrreversibleMeasure.EndCooperation => "The end of the cooperation",
        IrreversibleMeasure.PermanentBan => "A permanent ban",
        IrreversibleMeasure.DecideFurther => "A decision of the platform on further measures",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "No such measure."),
    };

    /// <summary>Whether the shop is gone once it is taken.</summary>
    public static bool RemovesShop(IrreversibleMeasure measure) => measure is
        IrreversibleMeasure.ClearOut or IrreversibleMeasure.EndCooperation or IrreversibleMeasure.PermanentBan;
}
