namespace Aspire.Hosting.ApplicationModel;

/// <summary>Narrows which variables the resource's references set.</summary>
internal sealed class ReferenceEnvironmentInjectionAnnotation(ReferenceEnvironmentInjectionFlags flags) : IResourceAnnotation
{
    public ReferenceEnvironmentInjectionFlags Flags { get; } = flags;
}
