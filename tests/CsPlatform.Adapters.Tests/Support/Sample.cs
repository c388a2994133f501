using CsPlatform.Adapters.Maps;

namespace CsPlatform.Adapters.Tests.Support;

/// <summary>The project's own samples, copied beside the tests.</summary>
internal static class Sample
{
    public static EventMap ChatRooms() => Map("chat_rooms");

    public static EventMap Map(string name)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "maps", name + ".json"));
        var map = EventMapReader.Read(text, out var faults);
        Assert.Empty(faults);
        return map!;
    }
}
