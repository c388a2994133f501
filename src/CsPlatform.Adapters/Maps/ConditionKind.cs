namespace CsPlatform.Adapters.Maps;

/// <summary>What a condition asks of a column.</summary>
public enum ConditionKind
{
    /// <summary>Something other than blanks stands in it.</summary>
    NotEmpty = 1,

    /// <summary>Nothing, or only blanks, stands in it.</summary>
    Empty = 2,

    /// <summary>It is one of the given texts.</summary>
    OneOf = 3,

    /// <summary>It is a number of at least the bound. An empty column is not.</summary>
    AtLeast = 4,

    /// <summary>It is a number of at most the bound. An empty column is not.</summary>
    AtMost = 5,
}
