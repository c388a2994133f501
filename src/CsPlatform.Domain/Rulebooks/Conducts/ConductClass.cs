namespace CsPlatform.Domain.Rulebooks;

/// <summary>How grave a deed is: 一般违规 or 严重违规.</summary>
public enum ConductClass
{
    General = 1,
    Serious = 2,
}
