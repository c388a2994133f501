using System.Text.Json;

namespace CsPlatform.Adapters.Maps;

/// <summary>Reads the reply tree of a map.</summary>
internal static class TreeRuleReader
{
    /// <summary>Most columns that a tree may give.</summary>
    public const int ColumnsMax = 16;

    private static readonly Dictionary<string, TreeRow> Rows = new(StringComparer.Ordinal)
    {
        ["top"] = TreeRow.Top,
        ["first"] = TreeRow.First,
    };

    /// <summary>The tree; null when the map has none.</summary>
    public static TreeRule? Read(MapJson json, JsonElement root)
    {
        const string path = "$.tree";
        if (!root.TryGetProperty("tree", out var element) || !json.IsObject(element, path, "id", "parent", "at", "columns"))
        {
            return null;
        }

        var (id, parent, at) = (json.Text(element, path, "id"), json.Text(element, path, "parent"), json.Text(element, path, "at"));
        var columns = new List<TreeColumn>();
        if (!element.TryGetProperty("columns", out var list)
            || list.ValueKind != JsonValueKind.Object
            || list.EnumerateObject().Count() is 0 or > ColumnsMax)
        {
            json.Fault($"{path}.columns", $"an object with 1 to {ColumnsMax} columns is expected");
            return null;
        }

        foreach (var property in list.EnumerateObject())
        {
            if (columns.Exists(column => column.Name == property.Name) || property.Name == TextTemplate.ShopName)
            {
                json.Fault($"{path}.columns.{property.Name}", "the name is taken; choose another");
            }
            else if (Column(json, property) is { } column)
            {
                columns.Add(column);
            }
        }

        var tree = new TreeRule(id, parent, at, columns);
        foreach (var name in tree.FileColumns.Distinct().Where(name => columns.Exists(column => column.Name == name)))
        {
            json.Fault($"{path}.columns.{name}", "the tree itself reads a column of this name: choose another name");
        }

        return tree;
    }

    private static TreeColumn? Column(MapJson json, JsonProperty property)
    {
        var path = $"$.tree.columns.{property.Name}";
        if (!json.IsObject(property.Value, path, "row", "when", "column", "default"))
        {
            return null;
        }

        if (!Rows.TryGetValue(json.Text(property.Value, path, "row"), out var row))
        {
            json.Fault($"{path}.row", $"one of {string.Join(", ", Rows.Keys)} is expected");
        }

        var when = RowConditionReader.Read(json, property.Value, path);
        if (row == TreeRow.Top && when.Count > 0)
        {
            json.Fault($"{path}.when", "a tree has one top: leave this out, or take the first row");
        }

        var column = json.Text(property.Value, path, "column");
        return new TreeColumn(property.Name, row, when, column, json.OptionalText(property.Value, path, "default") ?? "");
    }
}
