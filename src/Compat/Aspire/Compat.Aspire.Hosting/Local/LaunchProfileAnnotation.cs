namespace Aspire.Hosting.Local;

/// <summary>The launch profile a project runs with.</summary>
internal sealed class LaunchProfileAnnotation(string name, LaunchProfile profile) : IResourceAnnotation
{
    public string Name { get; } = name;

    public LaunchProfile Profile { get; } = profile;
}
