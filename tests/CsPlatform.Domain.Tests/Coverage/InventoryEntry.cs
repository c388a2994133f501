namespace CsPlatform.Domain.Tests.Coverage;

/// <summary>One rule of the inventory.</summary>
/// <param name="Id">Its number, such as "X09".</param>
/// <param name="Platform">The platform whose rulebook answers it.</param>
/// <param name="Title">What it is about.</param>
internal sealed record InventoryEntry(string Id, string Platform, string Title)
{
    /// <summary>The inventory, in its own order.</summary>
    public static IReadOnlyList<InventoryEntry> All { get; } =
    [
        .. from line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Coverage", "inventory.md"))
           let cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries)
           where cells is [{ Length: 3 }, _, _] && char.IsAsciiDigit(cells[0][2])
           select new InventoryEntry(cells[0], cells[1], cells[2]),
    ];
}
