using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace CsPlatform.Cli.Output;

/// <summary>Turns a refused or failed call into lines that a person can act on.</summary>
public static class ErrorText
{
    private const string DetailsKey = "grpc-status-details-bin";

    /// <summary>One line for the status, one for each field at fault, one for what to do next.</summary>
    public static string Of(RpcException failure, string? target = null)
    {
        var text = new StringBuilder();
        text.Append(target is null ? "" : $"{target}: ").Append(Code(failure.StatusCode)).Append(": ").Append(
            OneLine(failure.Status.Detail));
        var retryAfter = default(TimeSpan?);
        foreach (var detail in Details(failure))
        {
            retryAfter = Append(text, detail) ?? retryAfter;
        }

        text.Append('\n').Append(Next(failure.StatusCode, retryAfter));
        return text.ToString();
    }

    /// <summary>The canonical name of a status code, such as INVALID_ARGUMENT.</summary>
    public static string Code(Grpc.Core.StatusCode code) => Wording.Word(code).ToUpperInvariant();

    /// <summary>The google.rpc details that came with the status; none when they are absent or cannot be read.</summary>
    public static IReadOnlyList<Any> Details(RpcException failure)
    {
        if (failure.Trailers.GetValueBytes(DetailsKey) is not { } bytes)
        {
            return [];
        }

        try
        {
            return Google.Rpc.Status.Parser.ParseFrom(bytes).Details;
        }
        catch (InvalidProtocolBufferException)
        {
            return [];
        }
    }

    private static TimeSpan? Append(StringBuilder text, Any detail)
    {
        if (detail.TryUnpack<BadRequest>(out var badRequest))
        {
            foreach (var violation in badRequest.FieldViolations)
            {
                text.Append("\n  ").Append(violation.Field).Append(": ").Append(OneLine(violation.Description));
            }
        }
        else if (detail.TryUnpack<PreconditionFailure>(out var precondition))
        {
            foreach (var violation in precondition.Violations)
            {
                text.Append("\n  ").Append(violation.Subject).Append(": ").Append(OneLine(violation.Description));
            }
        }
        else if (detail.TryUnpack<RetryInfo>(out var retry) && retry.RetryDelay is { } delay)
        {
            return delay.ToTimeSpan();
        }

        return null;
    }

    private static string Next(Grpc.Core.StatusCode code, TimeSpan? retryAfter) => code switch
    {
        Grpc.Core.StatusCode.Unavailable =>
            "Next: ./cs health shows what is up; ./run.sh --detach starts a stack; or call again in a moment.",
        Grpc.Core.StatusCode.DeadlineExceeded => "Next: call again; ./cs health shows whether a service lags or is down.",
        Grpc.Core.StatusCode.InvalidArgument => "Next: mend what is named above and call again.",
        Grpc.Core.StatusCode.ResourceExhausted when retryAfter is { } wait =>
            $"Next: the service is busy; call again in {Math.Ceiling(wait.TotalSeconds)} s.",
        Grpc.Core.StatusCode.ResourceExhausted => "Next: send less at once, or call again in a moment.",
        Grpc.Core.StatusCode.Unimplemented => "Next: the address is not this service, or is an older one; check ./cs health.",
        Grpc.Core.StatusCode.NotFound => "Next: check the ids; ./cs sanctions list and ./cs figures show what there is.",
        Grpc.Core.StatusCode.AlreadyExists => "Next: choose another id or version, or send the same content.",
        Grpc.Core.StatusCode.FailedPrecondition => "Next: do first what the message asks for, then call again.",
        _ => "Next: the service's log tells more (.cs/home, a folder per resource).",
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
