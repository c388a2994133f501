using System.Diagnostics;
using System.Globalization;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>POST /webhooks/{source}: what HTTP has to do with it. Secrets and bodies are never logged.</summary>
internal sealed class WebhookEndpoint(
    ReceiveWebhook receive, WebhookMeter meter, IEnumerable<IFailureMap> failures, IOptions<WebhookOptions> options, TimeProvider time,
    ILogger<WebhookEndpoint> logger) : IDisposable
{
    private const int ReadBytes = 64 * 1024;
    private static readonly TimeSpan WhenBusy = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim room = new(options.Value.WebhookRequests);
    private readonly WebhookOptions options = options.Value;

    public void Dispose() => room.Dispose();

    /// <summary>Answers a request to a source that is set up.</summary>
    internal async Task HandleAsync(HttpContext context, WebhookSource source)
    {
        if (!await room.WaitAsync(TimeSpan.Zero))
        {
            await RefuseAsync(context, source, new WebhookRefusal(
                StatusCodes.Status429TooManyRequests, "Too many requests at once; come again a little later, signed anew.", WhenBusy));
            return;
        }

        try
        {
            await TakeAsync(context, source);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested)
        {
            logger.LogDebug(e, "A sender of webhook {Source} left", source.Name);
        }
        catch (Exception e)
        {
            await RefuseAsync(context, source, RefusalOf(e, source));
        }
        finally
        {
            room.Release();
        }
    }

    private async Task TakeAsync(HttpContext context, WebhookSource source)
    {
        var headers = context.Request.Headers;
        var signature = WebhookSignature.Read(headers[WebhookSignature.TimeHeader], headers[WebhookSignature.SignatureHeader]);
        var contentType = context.Request.ContentType;
        if (receive.Refuse(source, signature, contentType, context.Request.ContentLength) is { } early)
        {
            await RefuseAsync(context, source, early);
            return;
        }

        var (content, failure) = await BodyAsync(context);
        if (content is null)
        {
            await RefuseAsync(context, source, failure!);
            return;
        }

        var (answer, refusal) = await receive.TakeAsync(source, signature!, contentType, content, context.RequestAborted);
        if (refusal is not null)
        {
            await RefuseAsync(context, source, refusal);
            return;
        }

        meter.Count(source.Name, StatusCodes.Status200OK);
        await context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
    }

    /// <summary>Reads the body, within its bounds of bytes and time.</summary>
    private async Task<(byte[]? Content, WebhookRefusal? Refusal)> BodyAsync(HttpContext context)
    {
        using var limit = new CancellationTokenSource(options.WebhookBodyTime, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        using var content = new MemoryStream();
        var buffer = new byte[ReadBytes];
        try
        {
            for (int read; (read = await context.Request.Body.ReadAsync(buffer, stop.Token)) > 0;)
            {
                if (content.Length + read > options.WebhookBodyBytes)
                {
                    return (null, receive.TooLarge());
                }

                content.Write(buffer, 0, read);
            }

            return (content.ToArray(), null);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            return (null, new WebhookRefusal(
                StatusCodes.Status408RequestTimeout, $"The body did not arrive within {options.WebhookBodyTime.TotalSeconds:0.#} s."));
        }
    }

    private WebhookRefusal RefusalOf(Exception failure, WebhookSource source)
    {
        var status = failure as RpcException ?? failures.Select(map => map.Map(failure)).FirstOrDefault(found => found is not null);
        switch (status?.StatusCode)
        {
            case StatusCode.ResourceExhausted:
                return new WebhookRefusal(StatusCodes.Status429TooManyRequests, status.Status.Detail, WebhookRetry.After(status));
            case StatusCode.Unavailable or StatusCode.Aborted:
                return new WebhookRefusal(StatusCodes.Status503ServiceUnavailable, status.Status.Detail, WebhookRetry.After(status));
            case StatusCode.InvalidArgument:
                return new WebhookRefusal(StatusCodes.Status400BadRequest, status.Status.Detail);
        }

        var trace = Activity.Current?.TraceId.ToString() ?? "none";
        logger.LogError(failure, "Webhook {Source} failed; trace {Trace}", source.Name, trace);
        return new WebhookRefusal(
            StatusCodes.Status500InternalServerError, $"The service failed; its log has the cause under trace {trace}.");
    }

    private async Task RefuseAsync(HttpContext context, WebhookSource source, WebhookRefusal refusal)
    {
        meter.Count(source.Name, refusal.Status);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = refusal.Status;
        if (refusal.RetryAfter is { } after)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await context.Response.WriteAsJsonAsync(new { error = refusal.Reason }, CancellationToken.None);
    }
}
