namespace CsPlatform.Adapters.Maps;

/// <summary>A column that every row of a reply tree gets from one row of the tree.</summary>
/// <param name="Name">Its name; templates and conditions use it as they use a column of the file.</param>
/// <param name="Row">The row that it is taken from.</param>
/// <param name="When">For <see cref="TreeRow.First"/>: what that row has to meet.</param>
/// <param name="Column">The column of that row.</param>
/// <param name="Default">Its value where the tree has no such row.</param>
public sealed record TreeColumn(string Name, TreeRow Row, IReadOnlyList<RowCondition> When, string Column, string Default);
