using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Local;

/// <summary>The environment variables a project gets before those of the application's description.</summary>
internal static class ProjectEnvironment
{
    public static void Defaults(EnvironmentCallbackContext context, IConfiguration configuration, IHostEnvironment environment)
    {
        var variables = context.EnvironmentVariables;
        OtlpEnvironment.Add(context, configuration, environment);
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        if (context.Resource.Annotations.OfType<LaunchProfileAnnotation>().LastOrDefault() is { } launch)
        {
            variables.TryAdd("DOTNET_LAUNCH_PROFILE", launch.Name);
            foreach (var (name, value) in launch.Profile.EnvironmentVariables)
            {
                variables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
            }
        }

        Urls(context);
        TargetPortVariables(context);
    }

    /// <summary>Tells the process its ports by the variables that endpoints name.</summary>
    public static void TargetPortVariables(EnvironmentCallbackContext context)
    {
        foreach (var endpoint in Endpoints(context).Where(endpoint => endpoint.TargetPortVariable is not null))
        {
            context.EnvironmentVariables[endpoint.TargetPortVariable!] = Port(context, endpoint).ToString(
                CultureInfo.InvariantCulture);
        }
    }

    private static void Urls(EnvironmentCallbackContext context)
    {
        var variables = context.EnvironmentVariables;
        var kestrel = Endpoints(context).Where(endpoint => endpoint.KestrelKey is not null).ToList();
        foreach (var endpoint in kestrel)
        {
            variables[$"Kestrel__Endpoints__{endpoint.KestrelKey}__Url"] = Address(context, endpoint);
        }

        var filters = context.Resource.Annotations.OfType<EndpointFilterAnnotation>().Select(
            annotation => annotation.Filter).ToList();
        var served = Endpoints(context)
            .Where(e => e.UriScheme is "http" or "https" && e.TargetPortVariable is null
                && filters.TrueForAll(filter => filter(e)))
            .ToList();
        if (kestrel.Count == 0 && served.Count > 0 && !variables.ContainsKey("ASPNETCORE_URLS"))
        {
            variables["ASPNETCORE_URLS"] = string.Join(';', served.Select(endpoint => Address(context, endpoint)));
        }

        if (served.Find(endpoint => endpoint.UriScheme == "https")?.AllocatedEndpoint is { } https)
        {
            variables.TryAdd("ASPNETCORE_HTTPS_PORT", https.Port.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<EndpointAnnotation> Endpoints(EnvironmentCallbackContext context)
        => context.Resource.Annotations.OfType<EndpointAnnotation>();

    private static string Address(EnvironmentCallbackContext context, EndpointAnnotation endpoint)
        => $"{endpoint.UriScheme}://{endpoint.TargetHost}:{Port(context, endpoint)}";

    private static int Port(EnvironmentCallbackContext context, EndpointAnnotation endpoint)
        => context.Instance is { } instance && instance.TargetPorts.TryGetValue(endpoint.Name, out var port)
            ? port
            : endpoint.TargetPort ?? endpoint.AllocatedEndpoint?.Port ?? 0;
}
