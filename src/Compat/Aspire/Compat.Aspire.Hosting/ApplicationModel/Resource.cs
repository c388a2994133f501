namespace Aspire.Hosting.ApplicationModel;

/// <summary>Base of all resources; refuses names that cannot serve as host names and configuration keys.</summary>
public abstract class Resource : IResource
{
    /// <summary>Throws <see cref="ArgumentException"/> when the name breaks the rules of <see cref="IResource.Name"/>.</summary>
    protected Resource(string name)
    {
        ResourceName.Validate("Resource", name);
        Name = name;
    }

    /// <inheritdoc/>
    public virtual string Name { get; }

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name} {Name}";
}
