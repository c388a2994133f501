namespace Aspire.Hosting.Local;

/// <summary>Moves a server to another port when the chosen one was taken before it first ran.</summary>
internal static class ServerPort
{
    /// <summary>Returns whether clients may know the port, so that it must stay.</summary>
    public static bool MoveIfTaken(
        RuntimeContext context, IResource resource, EndpointAnnotation endpoint, Instance instance,
            IReadOnlyList<LogLine> lastLines, bool served)
    {
        served |= context.Notifications.TryGetCurrentState(instance.Id, out var state) && state.Snapshot.IsReady;
        if (!served && endpoint.Port is null
            && lastLines.Any(line => line.Content.Contains("in use", StringComparison.OrdinalIgnoreCase)))
        {
            var port = FreePorts.Next();
            context.Logs.GetLogger(resource).LogWarning(
                "The port was taken meanwhile; {Resource} moves to {Port}.", resource.Name, port);
            instance.TargetPorts[endpoint.Name] = port;
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);
        }

        return served;
    }
}
