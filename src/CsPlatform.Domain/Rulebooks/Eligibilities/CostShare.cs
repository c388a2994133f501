namespace CsPlatform.Domain.Rulebooks;

/// <summary>Who bears a cost.</summary>
/// <param name="OnlyWhen">Holds where this does; null = always.</param>
/// <param name="BorneBy">Who bears it.</param>
/// <param name="WhatZh">What it is, in Chinese.</param>
/// <param name="WhatEn">What it is, in English.</param>
public sealed record CostShare(FactCondition? OnlyWhen, DutyParty BorneBy, string WhatZh, string WhatEn);
