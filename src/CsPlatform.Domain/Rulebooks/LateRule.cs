namespace CsPlatform.Domain.Rulebooks;

/// <summary>Which late messages make a consultation late.</summary>
public enum LateRule
{
    /// <summary>Any message answered late or not at all.</summary>
    Any = 1,

    /// <summary>The first message only.</summary>
    First = 2,
}
