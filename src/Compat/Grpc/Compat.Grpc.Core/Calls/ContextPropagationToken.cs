namespace Grpc.Core;

/// <summary>Carries deadline and cancellation of a server call to the calls it makes.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
