using CsPlatform.Adapters.Maps;

namespace CsPlatform.Adapters;

/// <summary>A format by its names, and how its adapter is made.</summary>
/// <param name="Name">Its name on command lines and in configuration.</param>
/// <param name="FileEndings">Endings of files of it, in lower case.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="NeedsMap">Whether rows become events by a map (docs/import-maps.md).</param>
/// <param name="Create">Makes the adapter; the map is there when the format needs one.</param>
public sealed record AdapterFormat(
    string Name, IReadOnlyList<string> FileEndings, string ContentType, bool NeedsMap, Func<EventMap?, IEventAdapter> Create);
