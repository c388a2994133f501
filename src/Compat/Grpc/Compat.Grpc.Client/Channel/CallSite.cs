using Grpc.Net.Client.Retry;

namespace Grpc.Net.Client.Channel;

/// <summary>What all calls of one method on one channel share.</summary>
/// <param name="Uri">Address of the method.</param>
/// <param name="ServiceUrl">Address of the service, as call credentials get it.</param>
/// <param name="MethodName">Name of the method, as call credentials get it.</param>
/// <param name="Retry">How a failed call is repeated; null for not at all.</param>
internal sealed record CallSite(Uri Uri, string ServiceUrl, string MethodName, RetryRules? Retry);
