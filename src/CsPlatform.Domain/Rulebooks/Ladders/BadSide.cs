namespace CsPlatform.Domain.Rulebooks;

/// <summary>Which side of a threshold is bad; the threshold itself is good.</summary>
public enum BadSide
{
    Below = 1,
    Above = 2,
}
