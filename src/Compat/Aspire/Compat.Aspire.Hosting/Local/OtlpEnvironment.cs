using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Local;

/// <summary>The OTEL_ variables of a resource.</summary>
internal static class OtlpEnvironment
{
    private static readonly (string Name, string Value)[] QuickFlush =
    [
        ("OTEL_BLRP_SCHEDULE_DELAY", "1000"),
        ("OTEL_BSP_SCHEDULE_DELAY", "1000"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
        ("OTEL_TRACES_SAMPLER", "always_on"),
        ("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based"),
        ("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true"),
        ("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true"),
    ];

    public static void Add(EnvironmentCallbackContext context, IConfiguration configuration, IHostEnvironment environment)
    {
        var variables = context.EnvironmentVariables;
        variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={context.Instance?.Suffix ?? context.Resource.Name}";
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (environment.IsDevelopment())
        {
            foreach (var (name, value) in QuickFlush)
            {
                variables[name] = value;
            }
        }

        AddEndpoint(variables, configuration);
    }

    // No dashboard runs here, so without a configured receiver there is no address: one that nobody listens on would only make
    // every service dial it for ever.
    private static void AddEndpoint(Dictionary<string, object> variables, IConfiguration configuration)
    {
        var grpc = configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ?? configuration["DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"];
        var http = configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"]
            ?? configuration["DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];
        if ((grpc ?? http) is not { Length: > 0 } address)
        {
            return;
        }

        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = address;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = grpc is not null ? "grpc" : "http/protobuf";
        if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
        {
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        }
    }
}
