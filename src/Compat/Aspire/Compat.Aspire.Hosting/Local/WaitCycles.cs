namespace Aspire.Hosting.Local;

/// <summary>Finds resources that wait for each other, which would never start.</summary>
internal static class WaitCycles
{
    public static void ThrowIfAny(IEnumerable<IResource> resources)
    {
        var done = new HashSet<IResource>();
        foreach (var resource in resources)
        {
            Visit(resource, [], done);
        }
    }

    private static void Visit(IResource resource, List<IResource> path, HashSet<IResource> done)
    {
        var at = path.IndexOf(resource);
        if (at >= 0)
        {
            var cycle = string.Join(" -> ", path.Skip(at).Append(resource).Select(member => member.Name));
            throw new DistributedApplicationException(
                $"Resources wait for each other and would never start: {cycle}. Remove one of these waits.");
        }

        if (!done.Contains(resource))
        {
            path.Add(resource);
            foreach (var next in Dependencies(resource))
            {
                Visit(next, path, done);
            }

            path.RemoveAt(path.Count - 1);
            done.Add(resource);
        }
    }

    private static IEnumerable<IResource> Dependencies(IResource resource)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource);
        return (resource is IResourceWithParent child ? waits.Append(child.Parent) : waits).Distinct();
    }
}
