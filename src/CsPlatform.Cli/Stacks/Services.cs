using CsPlatform.Billing.V1;
using CsPlatform.Cli.Output;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;
using Grpc.Net.Client;

namespace CsPlatform.Cli.Stacks;

/// <summary>Clients of the services; a channel is opened when it is first asked for.</summary>
/// <param name="stack">The stack's state file; null when none was found.</param>
/// <param name="addresses">Addresses given by hand; they win.</param>
public sealed class Services(StackFile? stack, IReadOnlyDictionary<string, Uri> addresses) : IDisposable
{
    /// <summary>The endpoint that speaks gRPC over HTTP/2 without TLS.</summary>
    public const string GrpcEndpoint = "http";

    private readonly Dictionary<string, GrpcChannel> channels = [];

    /// <summary>The stack's state file; null when none was found.</summary>
    public StackFile? Stack => stack;

    public IngestionService.IngestionServiceClient Ingestion => new(Channel(ServiceName.Ingestion));

    public MetricsService.MetricsServiceClient Metrics => new(Channel(ServiceName.Metrics));

    public BoardService.BoardServiceClient Boards => new(Channel(ServiceName.Metrics));

    public ClockService.ClockServiceClient Clocks => new(Channel(ServiceName.Metrics));

    public SanctionsService.SanctionsServiceClient Sanctions => new(Channel(ServiceName.Sanctions));

    public CaseService.CaseServiceClient Cases => new(Channel(ServiceName.Sanctions));

    public AppealService.AppealServiceClient Appeals => new(Channel(ServiceName.Sanctions));

    public ApprovalService.ApprovalServiceClient Approvals => new(Channel(ServiceName.Sanctions));

    public ReplayService.ReplayServiceClient Replays => new(Channel(ServiceName.Sanctions));

    public BillingService.BillingServiceClient Billing => new(Channel(ServiceName.Billing));

    /// <summary>A service's gRPC address, or null when it is not known.</summary>
    public Uri? AddressOf(string service) =>
        addresses.TryGetValue(service, out var given) ? given : stack?.Resource(service)?.Urls.GetValueOrDefault(GrpcEndpoint);

    /// <summary>The channel to a service.</summary>
    /// <exception cref="CliException">Its address is not known.</exception>
    public GrpcChannel Channel(string service)
    {
        if (channels.TryGetValue(service, out var open))
        {
            return open;
        }

        var address = AddressOf(service) ?? throw new CliException(
            stack is null
                ? $"No running stack was found (looked for {StackFile.DefaultPath} from here upwards).\n"
                    + $"Next: start one with ./run.sh --detach, name its file with --stack or {StackFile.Variable}, "
                    + $"or give --{service} URL."
                : $"The stack file {stack.Path} lists no address of {service}.\n"
                    + $"Next: ./cs health shows what runs; ./run.sh --detach starts the stack; or give --{service} URL.");
        return channels[service] = GrpcChannel.ForAddress(address);
    }

    public void Dispose()
    {
        foreach (var channel in channels.Values)
        {
            channel.Dispose();
        }
    }
}
