namespace CsPlatform.Adapters.Maps;

/// <summary>A row that stands out in a reply tree.</summary>
public enum TreeRow
{
    /// <summary>The row that is reached by following parents as long as they are in the file.</summary>
    Top = 1,

    /// <summary>The earliest row, by time and then by id, that meets the conditions and is not earlier than the top.</summary>
    First = 2,
}
