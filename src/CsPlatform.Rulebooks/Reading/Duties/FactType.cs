namespace CsPlatform.Rulebooks.Reading;

/// <summary>Type of a fact that a check asks for.</summary>
internal enum FactType
{
    /// <summary>One or several words.</summary>
    Text,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>An instant.</summary>
    Instant,
}
