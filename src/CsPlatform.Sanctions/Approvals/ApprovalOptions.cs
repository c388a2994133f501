using System.ComponentModel.DataAnnotations;

namespace CsPlatform.Sanctions.Approvals;

/// <summary>How long proposals wait. No source states it: it is the operator's, and without it they wait for ever.</summary>
internal sealed class ApprovalOptions
{
    /// <summary>Section of the configuration.</summary>
    internal const string Section = "Approvals";

    /// <summary>Natural days in which a proposal can be answered, its own included; null = no end.</summary>
    [Range(1, 3_650)]
    public int? DaysToAnswer { get; set; }
}
