using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace CsPlatform.ServiceDefaults.Errors;

/// <summary>
/// Refusals of a whole call: a gRPC status whose google.rpc details (in the trailer grpc-status-details-bin) tell a program what to do
/// next. Refusals of a batch's item are answered in-band instead.
/// </summary>
public static class Refusal
{
    /// <summary>The trailer that carries the google.rpc.Status.</summary>
    public const string DetailsTrailer = "grpc-status-details-bin";

    // A status travels in header fields, and many clients take no more than 8 KiB of them in all; a larger one breaks their
    // connection instead of telling them anything. The details repeat the message and travel in base 64.
    private const int MostMessageBytes = 800;
    private const int MostTextBytes = 300;
    private const int MostFaultBytes = 1_600;

    /// <summary>
    /// Fields of the request are faulty: INVALID_ARGUMENT with BadRequest, one violation per field. Where there are more than fit a
    /// status, the first ones are told and the number of the others.
    /// </summary>
    public static RpcException InvalidArgument(params IReadOnlyCollection<FieldFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var details = new BadRequest();
        var room = MostFaultBytes;
        foreach (var fault in faults)
        {
            var told = new BadRequest.Types.FieldViolation
            {
                Field = ShortText.Of(fault.Field, MostTextBytes),
                Description = ShortText.Of(fault.Description, MostTextBytes),
            };
            if ((room -= told.CalculateSize()) < 0)
            {
                details.FieldViolations.Add(new BadRequest.Types.FieldViolation
                {
                    Description = $"{faults.Count - details.FieldViolations.Count} more faults; mend these first.",
                });
                break;
            }

            details.FieldViolations.Add(told);
        }

        var summary = string.Join("; ", details.FieldViolations.Select(told =>
            told.Field.Length == 0 ? told.Description : $"{told.Field}: {told.Description}"));
        return Build(StatusCode.InvalidArgument, summary, details);
    }

    /// <summary>What the request names does not exist: NOT_FOUND with ResourceInfo.</summary>
    public static RpcException NotFound(string resourceType, string resourceName, string description) =>
        Build(StatusCode.NotFound, description, Resource(resourceType, resourceName, description));

    /// <summary>It exists with other content: ALREADY_EXISTS with ResourceInfo.</summary>
    public static RpcException AlreadyExists(string resourceType, string resourceName, string description) =>
        Build(StatusCode.AlreadyExists, description, Resource(resourceType, resourceName, description));

    /// <summary>The state of things forbids it now: FAILED_PRECONDITION with PreconditionFailure.</summary>
    /// <param name="type">Kind of the condition as a code, such as "DAY_NOT_ENDED".</param>
    /// <param name="subject">What is in that state.</param>
    /// <param name="description">What to do first.</param>
    public static RpcException FailedPrecondition(string type, string subject, string description)
    {
        var details = new PreconditionFailure();
        details.Violations.Add(new PreconditionFailure.Types.Violation
        {
            Type = type,
            Subject = ShortText.Of(subject, MostTextBytes),
            Description = ShortText.Of(description, MostMessageBytes),
        });
        return Build(StatusCode.FailedPrecondition, description, details);
    }

    /// <summary>Too much at once: RESOURCE_EXHAUSTED with RetryInfo.</summary>
    public static RpcException ResourceExhausted(string description, TimeSpan retryAfter) =>
        Build(StatusCode.ResourceExhausted, description, Retry(retryAfter));

    /// <summary>
    /// A quota is used up: RESOURCE_EXHAUSTED with RetryInfo and QuotaFailure.
    /// </summary>
    /// <param name="subject">Whose quota, such as "source:NAME".</param>
    /// <param name="description">What to do.</param>
    /// <param name="retryAfter">When there is room again.</param>
    public static RpcException QuotaExceeded(string subject, string description, TimeSpan retryAfter)
    {
        var details = new QuotaFailure();
        details.Violations.Add(new QuotaFailure.Types.Violation
        {
            Subject = ShortText.Of(subject, MostTextBytes),
            Description = ShortText.Of(description, MostTextBytes),
        });
        return Build(StatusCode.ResourceExhausted, description, Retry(retryAfter), details);
    }

    /// <summary>Something this service needs is away: UNAVAILABLE with RetryInfo.</summary>
    public static RpcException Unavailable(string description, TimeSpan retryAfter) =>
        Build(StatusCode.Unavailable, description, Retry(retryAfter));

    /// <summary>Lost against concurrent work: ABORTED with RetryInfo; the whole call can be tried again.</summary>
    public static RpcException Aborted(string description, TimeSpan retryAfter) =>
        Build(StatusCode.Aborted, description, Retry(retryAfter));

    /// <summary>Did not finish in time: DEADLINE_EXCEEDED with ErrorInfo.</summary>
    public static RpcException DeadlineExceeded(string reason, string description) =>
        Build(StatusCode.DeadlineExceeded, description, Info(reason));

    /// <summary>A fault of the service itself: INTERNAL with ErrorInfo.</summary>
    public static RpcException Internal(string reason, string description) =>
        Build(StatusCode.Internal, description, Info(reason));

    // The field is named "reason" on the wire since; this version of the package still calls it Type.
    private static ErrorInfo Info(string reason) => new() { Type = reason, Domain = "csplatform" };

    private static ResourceInfo Resource(string type, string name, string description) => new()
    {
        ResourceType = type,
        ResourceName = ShortText.Of(name, MostTextBytes),
        Description = ShortText.Of(description, MostMessageBytes),
    };

    private static RetryInfo Retry(TimeSpan after) => new() { RetryDelay = Duration.FromTimeSpan(after) };

    private static RpcException Build(StatusCode code, string message, params IEnumerable<IMessage> details)
    {
        message = ShortText.Of(message, MostMessageBytes);
        var status = new RpcStatus { Code = (int)code, Message = message, Details = { details.Select(Any.Pack) } };
        var trailers = new Metadata { { DetailsTrailer, status.ToByteArray() } };
        return new RpcException(new Status(code, message), trailers);
    }
}
