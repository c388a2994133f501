namespace CsPlatform.Domain.Rulebooks;

/// <summary>How grave a source calls a phrase.</summary>
public enum PhraseSeverity
{
    Light = 1,
    Heavy = 2,
}
