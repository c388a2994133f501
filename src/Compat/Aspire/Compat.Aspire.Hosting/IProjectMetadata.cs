namespace Aspire.Hosting;

/// <summary>Tells where a project is; generated for each project the application host references.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Full path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>The launch settings; null: from the project's folder.</summary>
    LaunchSettings? LaunchSettings => null;

    /// <summary>Whether the project is already built.</summary>
    bool SuppressBuild => false;

    /// <summary>Whether the project is a single source file.</summary>
    bool IsFileBasedApp => false;
}
