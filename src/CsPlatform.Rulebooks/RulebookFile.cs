namespace CsPlatform.Rulebooks;

/// <summary>A rulebook or calendar file as it was found.</summary>
/// <param name="Name">Its path: of a shipped file such as "platforms/xiaohongshu/2019-01-01.json" or "calendars/china.json".</param>
/// <param name="Json">Its text.</param>
public sealed record RulebookFile(string Name, string Json);
