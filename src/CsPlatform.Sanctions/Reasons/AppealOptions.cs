using System.ComponentModel.DataAnnotations;

namespace CsPlatform.Sanctions.Reasons;

/// <summary>Deadlines of appeals. No source states any (handbook 8): they are the operator's, and without one there is none.</summary>
internal sealed class AppealOptions
{
    /// <summary>Section of the configuration.</summary>
    internal const string Section = "Appeals";

    /// <summary>Natural days in which a decision may be appealed, its day of effect included; null = no deadline.</summary>
    [Range(1, 3_650)]
    public int? DaysToFile { get; set; }

    /// <summary>Natural days in which an appeal is to be decided, the day of filing included; null = no deadline.</summary>
    [Range(1, 3_650)]
    public int? DaysToDecide { get; set; }
}
