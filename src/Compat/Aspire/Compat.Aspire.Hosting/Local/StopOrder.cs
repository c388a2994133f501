namespace Aspire.Hosting.Local;

/// <summary>In which order a stack stops: users before what they use, servers last.</summary>
internal static class StopOrder
{
    public static IReadOnlyList<IReadOnlyList<ResourceLifecycle>> Of(IEnumerable<ResourceLifecycle> lifecycles)
    {
        var depths = new Dictionary<IResource, int>();
        return [.. lifecycles
            .GroupBy(lifecycle => lifecycle.Resource is ContainerResource ? -1 : Depth(lifecycle.Resource, depths))
            .OrderByDescending(group => group.Key)
            .Select(group => group.ToList())];
    }

    private static int Depth(IResource resource, Dictionary<IResource, int> known)
    {
        if (!known.TryGetValue(resource, out var depth))
        {
            depth = resource.Annotations.OfType<WaitAnnotation>()
                .Select(wait => Depth(wait.Resource, known) + 1).Append(0).Max();
            known[resource] = depth;
        }

        return depth;
    }
}
