using Microsoft.Extensions.Options;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>Puts webhooks into the service.</summary>
internal static class WebhookExtensions
{
    internal static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WebhookRequests>();
        services.AddSingleton<WebhookMeter>();
        services.AddSingleton<ReceiveWebhook>();
        services.AddSingleton<WebhookEndpoint>();
        services.AddHostedService<PruneWebhookRequests>();
        return services;
    }

    /// <summary>POST /webhooks/{source} for every source that has a secret; any other is not found.</summary>
    /// <exception cref="InvalidOperationException">A source is set up wrongly.</exception>
    internal static WebApplication MapWebhooks(this WebApplication app)
    {
        var sources = WebhookSource.Read(app.Services.GetRequiredService<IOptions<WebhookOptions>>().Value);
        foreach (var source in sources.Values)
        {
            var endpoint = app.Services.GetRequiredService<WebhookEndpoint>();
            app.MapPost($"/webhooks/{source.Name}", context => endpoint.HandleAsync(context, source));
        }

        return app;
    }
}
