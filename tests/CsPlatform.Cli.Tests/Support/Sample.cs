namespace CsPlatform.Cli.Tests.Support;

/// <summary>The project's own samples, copied beside the tests.</summary>
internal static class Sample
{
    public static string MapPath => Path.Combine(AppContext.BaseDirectory, "samples", "maps", "chat_rooms.json");

    public static string TariffPath => Path.Combine(AppContext.BaseDirectory, "samples", "tariffs", "chat_rooms.json");

    public static string RoomsPath => Path.Combine(AppContext.BaseDirectory, "Samples", "rooms.csv");
}
