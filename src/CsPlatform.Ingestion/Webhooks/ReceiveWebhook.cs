using CsPlatform.Ingestion.UseCases;
using CsPlatform.Ingestion.V1;
using Microsoft.Extensions.Options;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>
/// One signed request: it is ours, of now, read for the first time, and then taken as any other small batch is.
/// </summary>
internal sealed class ReceiveWebhook(
    WebhookRequests requests, SubmitEvents submitEvents, IOptions<WebhookOptions> options, TimeProvider time)
{
    private static readonly WebhookRefusal NotOurs = new(
        StatusCodes.Status401Unauthorized, "The signature is none of this source: sign the timestamp, a dot and the body as they are sent.");

    private readonly TimeSpan window = options.Value.WebhookWindow;
    private readonly int mostBytes = options.Value.WebhookBodyBytes;

    /// <summary>What the headers alone tell: null, or why the body need not be read.</summary>
    internal WebhookRefusal? Refuse(WebhookSource source, WebhookSignature? signature, string? contentType, long? contentLength)
    {
        var now = time.GetUtcNow();
        if (signature is null)
        {
            return new WebhookRefusal(
                StatusCodes.Status401Unauthorized,
                $"{WebhookSignature.TimeHeader} (seconds) and {WebhookSignature.SignatureHeader} (v1= and 64 hex digits) are expected.");
        }

        if (!signature.IsWithin(window, now))
        {
            return new WebhookRefusal(
                StatusCodes.Status401Unauthorized,
                $"The timestamp is over {window.TotalSeconds:0} s away from {now.ToUnixTimeSeconds()}: set the clock, and sign anew.");
        }

        if (source.AdapterFor(contentType) is null)
        {
            return new WebhookRefusal(
                StatusCodes.Status415UnsupportedMediaType, $"Content-Type is expected to be {string.Join(" or ", source.ContentTypes)}.");
        }

        return contentLength > mostBytes ? TooLarge() : null;
    }

    /// <summary>A body that is larger than it may be.</summary>
    internal WebhookRefusal TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, $"The body has over {mostBytes} bytes: split it into several requests.");

    /// <summary>Takes a request whole; the answer comes after the commit.</summary>
    internal async Task<(WebhookAnswer? Answer, WebhookRefusal? Refusal)> TakeAsync(
        WebhookSource source, WebhookSignature signature, string? contentType, byte[] content, CancellationToken cancellation)
    {
        if (!signature.IsOf(content, source.Secrets))
        {
            return (null, NotOurs);
        }

        if (WebhookBody.Read(source.AdapterFor(contentType)!, content, source.Name, out var refusal) is not { } body)
        {
            return (null, refusal);
        }

        // Kept for twice the window, because another process may have another clock.
        var expiresAt = signature.At + window + window;
        if (!await requests.TakeAsync(source.Name, signature.Digest(content), expiresAt, cancellation))
        {
            return (null, new WebhookRefusal(
                StatusCodes.Status409Conflict, "This very request was taken before. To send its events again, sign it with a new timestamp."));
        }

        if (body.Events.Count == 0)
        {
            return (body.Answer([]), null);
        }

        var answer = await submitEvents.HandleAsync(new SubmitEventsRequest { Events = { body.Events } }, cancellation);
        return (body.Answer(answer.Results), null);
    }
}
