namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a server keeps its data: a named volume under the runtime's home, or a folder of the user's.</summary>
internal sealed class DataFolderAnnotation(string? volume, string? folder) : IResourceAnnotation
{
    public string? Volume { get; } = volume;

    public string? Folder { get; } = folder;
}
