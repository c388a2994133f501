using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Runs the calls of one method: guards the request, lets the kind of call do its part, ends the call with a status.
/// </summary>
internal abstract class CallHandler(CallSettings settings, bool requestIsStream)
{
    protected CallSettings Settings { get; } = settings;

    public Task RunAsync(HttpContext http)
    {
        if (!RequestGuard.Accepts(http))
        {
            return Task.CompletedTask;
        }

        LiftBodyLimits(http);
        return RunCallAsync(new HttpServerCallContext(http, Settings));
    }

    protected abstract Task HandleAsync(HttpServerCallContext call);

    protected static T NotNull<T>(T? response)
        where T : class =>
        response ?? throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Every failure becomes a status.")]
    private async Task RunCallAsync(HttpServerCallContext call)
    {
        try
        {
            call.Begin();
            await HandleAsync(call);
        }
        catch (Exception e)
        {
            call.Fail(e);
        }

        await call.EndAsync();
    }

    /// <summary>Messages have a limit of their own, streams none; and a stream may rest as long as its caller likes.</summary>
    private void LiftBodyLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (requestIsStream && http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }
}
