using CsPlatform.Adapters.Csv;
using CsPlatform.Adapters.Maps;

namespace CsPlatform.Adapters.Trees;

/// <summary>
/// The columns that the rows of a file get from their reply trees. Reads the file twice: once for ids, parents and times, once for
/// the values of the rows that columns are taken from. Rows whose id or time cannot be read take no part.
/// </summary>
internal sealed class TreeTable
{
    private readonly TreeRule rule;
    private readonly TimeRule time;
    private readonly Dictionary<string, int> header;
    private readonly ReplyForest forest;
    private readonly Dictionary<int, string?[]> values = [];

    private TreeTable(TreeRule rule, TimeRule time, IReadOnlyList<string> header)
    {
        this.rule = rule;
        this.time = time;
        this.header = header.Select((name, i) => (name.Trim(), i)).ToDictionary(pair => pair.Item1, pair => pair.i);
        forest = new ReplyForest(rule.Columns.Count);
    }

    /// <summary>Reads a file's trees.</summary>
    /// <param name="map">The map, with a tree.</param>
    /// <param name="header">The header, to which the map fits.</param>
    /// <param name="records">Begins the file anew and gives the records after the header.</param>
    public static TreeTable Read(EventMap map, IReadOnlyList<string> header, Func<IEnumerable<CsvRecord>> records)
    {
        var table = new TreeTable(map.Tree!, map.Time, header);
        foreach (var fields in table.Whole(records()))
        {
            table.AddRow(fields);
        }

        table.forest.Grow(map.Tree!.Columns);
        foreach (var fields in table.Whole(records()))
        {
            table.AddValues(fields);
        }

        return table;
    }

    /// <summary>A row's columns from its tree; null with the fault when it belongs to none.</summary>
    public IReadOnlyList<string>? Of(IReadOnlyList<string> fields, out InputFault? fault)
    {
        fault = null;
        if (forest.TreeOf(Value(fields, rule.Id)) is { } tree)
        {
            return Values(tree);
        }

        fault = Value(fields, rule.Id).Length == 0 ? new InputFault(rule.Id, "the id is empty")
            : !time.TryRead(Value(fields, rule.At), out _) ? UnreadableTime(fields)
            : new InputFault(rule.Parent, "the rows answer one another in a circle: none of them is the first");
        return null;
    }

    private InputFault UnreadableTime(IReadOnlyList<string> fields) =>
        new(rule.At, $"\"{Value(fields, rule.At)}\" is no time of the form {time.Format ?? "ISO 8601 with an offset"}");

    private IEnumerable<IReadOnlyList<string>> Whole(IEnumerable<CsvRecord> records) =>
        records.Where(record => record.Fault is null && record.Fields.Count == header.Count).Select(record => record.Fields);

    private void AddRow(IReadOnlyList<string> fields)
    {
        var id = Value(fields, rule.Id);
        if (id.Length == 0 || !time.TryRead(Value(fields, rule.At), out var at))
        {
            return;
        }

        var meets = 0u;
        for (var column = 0; column < rule.Columns.Count; column++)
        {
            if (rule.Columns[column].When.All(condition => condition.Holds(Value(fields, condition.Column)) == true))
            {
                meets |= 1u << column;
            }
        }

        forest.Add(id, Value(fields, rule.Parent), at.UtcTicks, meets);
    }

    private void AddValues(IReadOnlyList<string> fields)
    {
        var id = Value(fields, rule.Id);
        if (forest.TreeOf(id) is not { } tree || !time.TryRead(Value(fields, rule.At), out _))
        {
            return;
        }

        for (var column = 0; column < rule.Columns.Count; column++)
        {
            if (forest.IsChosen(column, tree, id))
            {
                Kept(tree)[column] ??= Value(fields, rule.Columns[column].Column);
            }
        }
    }

    private string?[] Kept(int tree)
    {
        if (!values.TryGetValue(tree, out var kept))
        {
            values.Add(tree, kept = new string?[rule.Columns.Count]);
        }

        return kept;
    }

    private string[] Values(int tree) => [.. Kept(tree).Select((value, column) => value ?? rule.Columns[column].Default)];

    private string Value(IReadOnlyList<string> fields, string column) => fields[header[column]];
}
