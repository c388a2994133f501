namespace CsPlatform.Adapters.Maps;

/// <summary>How the rows of a file answer one another, and what each row is told of the tree that it belongs to.</summary>
/// <param name="Id">The column with the row's id.</param>
/// <param name="Parent">The column with the id of the row that it answers; empty = none.</param>
/// <param name="At">The column with the row's time.</param>
/// <param name="Columns">The columns that come from the tree.</param>
public sealed record TreeRule(string Id, string Parent, string At, IReadOnlyList<TreeColumn> Columns)
{
    /// <summary>The columns of the file that it needs.</summary>
    public IEnumerable<string> FileColumns =>
        Columns.SelectMany(column => column.When.Select(condition => condition.Column).Append(column.Column)).Concat([Id, Parent, At]);
}
