using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Wire;
using Grpc.Net.Client.Credentials;
using Grpc.Net.Client.Retry;

namespace Grpc.Net.Client.Calls;

/// <summary>Sending the call until a peer answers it with messages or for good.</summary>
internal abstract partial class HttpCall
{
    /// <summary>True when the response's messages can be read; false when the call has ended.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected async ValueTask<bool> StartAsync()
    {
        try
        {
            RepetitionPlan? plan = null;
            for (var attempts = 0; !IsOver; attempts++)
            {
                var failure = await AttemptAsync(attempts).ConfigureAwait(false);
                if (failure is null)
                {
                    Body!.Commit();
                    return !IsOver;
                }

                plan ??= new RepetitionPlan(Channel, Site.Retry, _options.IsWaitForReady);
                if (IsOver || plan.Next(failure, Body!) is not { } delay)
                {
                    Finish(failure);
                    return false;
                }

                _response = null;
                await Task.Delay(delay, Token).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            Finish(OutcomeOf(e));
        }

        return false;
    }

    protected void ChooseEncoding() => RequestEncoding = RequestHeaders.RequestedEncoding(_options.Headers);

    /// <summary>Null when the response goes on with messages.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome?> AttemptAsync(int previousAttempts)
    {
        try
        {
            var request = CreateRequest(previousAttempts);
            if (_options.Credentials is not null || Channel.CallCredentials.Count > 0)
            {
                await CredentialHeaders.AddAsync(request, Channel, Site, _options.Credentials, Token).ConfigureAwait(false);
            }

            // Over an HttpClient the short form would collect the whole body before it returns.
            var sending = Channel.Invoker is HttpClient client
                ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token)
                : Channel.Invoker.SendAsync(request, Token);
            var response = await sending.ConfigureAwait(false);
            Volatile.Write(ref _response, response);
            if (IsOver)
            {
                // Ended while the headers were on their way: who ended it did not see this response.
                response.Dispose();
                return _outcome;
            }

            return Judge(response);
        }
        catch (Exception e)
        {
            return OutcomeOf(e);
        }
    }

    private Outcome? Judge(HttpResponseMessage response)
    {
        var outcome = ResponseStatus.FromHeaders(response);
        if (outcome is { Status.StatusCode: StatusCode.OK } && NeedsMessage)
        {
            outcome = outcome with { Status = WireErrors.NoMessage().Status };
        }

        if (outcome is null)
        {
            Volatile.Write(ref _headersArrived, true);
            SettleHeaders();
        }
        else
        {
            response.Dispose();
        }

        return outcome;
    }

    private HttpRequestMessage CreateRequest(int previousAttempts)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Site.Uri)
        {
            Version = Channel.HttpVersion,
            VersionPolicy = Channel.HttpVersionPolicy,
            Content = Body!.NewContent(),
        };
        RequestHeaders.AddProtocol(request, Channel.Encodings, RequestEncoding, TimeLeft(), previousAttempts);
        if (_options.Headers is { } metadata)
        {
            RequestHeaders.AddMetadata(request, metadata);
        }

        return request;
    }
}
