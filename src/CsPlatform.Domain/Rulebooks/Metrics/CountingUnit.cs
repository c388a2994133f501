namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a reply metric counts once (handbook 0.3).</summary>
public enum CountingUnit
{
    /// <summary>A consultation (会话), on the natural day it started.</summary>
    Consultation = 1,

    /// <summary>A buyer on a natural day (咨询人数), over all of the buyer's consultations with the shop.</summary>
    PersonDay = 2,

    /// <summary>A buyer and a sub-account on a natural day (咨询人次按子账号去重).</summary>
    SubAccountDay = 3,

    /// <summary>A dialogue round (对话轮次) of a buyer with the shop, on the natural day it began.</summary>
    Round = 4,
}
