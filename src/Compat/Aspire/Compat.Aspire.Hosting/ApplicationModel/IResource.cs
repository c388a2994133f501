namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a process, a database, a parameter.</summary>
public interface IResource
{
    /// <summary>What is known of the resource beyond its type.</summary>
    ResourceAnnotationCollection Annotations { get; }

    /// <summary>Unique name, ignoring case: 1 to 64 ASCII letters, digits and single hyphens, a letter first.</summary>
    string Name { get; }
}
