using CsPlatform.Adapters.Maps;
using CsPlatform.Cli.Output;

namespace CsPlatform.Cli.Importing;

/// <summary>Reads map files that people name.</summary>
internal static class MapFiles
{
    /// <summary>Reads a map.</summary>
    /// <exception cref="CliException">It is not there, not JSON, or has faults.</exception>
    public static EventMap Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException(
                $"The map {path} cannot be read: {failure.Message}\nNext: check --map; samples/maps holds examples.");
        }

        return EventMapReader.Read(text, out var faults)
            ?? throw CliException.OfFaults($"The map {path} cannot be used (docs/import-maps.md describes maps):", faults);
    }
}
