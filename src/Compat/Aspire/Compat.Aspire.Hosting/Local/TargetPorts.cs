namespace Aspire.Hosting.Local;

/// <summary>Chooses the ports that an instance's process listens on.</summary>
internal static class TargetPorts
{
    /// <summary>
    /// Ports that are not given are new at each start, so one that another process took meanwhile does no harm.
    /// </summary>
    public static void Choose(Instance instance)
    {
        foreach (var endpoint in instance.Resource.Annotations.OfType<EndpointAnnotation>())
        {
            instance.TargetPorts[endpoint.Name] = endpoint switch
            {
                { IsProxied: false, AllocatedEndpoint: { } allocated } => allocated.Port,
                { TargetPort: { } given } => given,
                _ => FreePorts.Next(),
            };
        }
    }
}
