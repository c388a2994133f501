using Grpc.Core;

namespace CsPlatform.ServiceDefaults.Errors;

/// <summary>Says which status a failure of the machinery behind a service is. Register one per kind of machinery.</summary>
public interface IFailureMap
{
    /// <summary>The refusal for this failure; null when the map does not know it.</summary>
    RpcException? Map(Exception failure);
}
