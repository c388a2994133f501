namespace Grpc.Core;

/// <summary>Name and kind of a method.</summary>
public interface IMethod
{
    MethodType Type { get; }

    string ServiceName { get; }

    string Name { get; }

    /// <summary>"/package.Service/Method", the request path.</summary>
    string FullName { get; }
}
