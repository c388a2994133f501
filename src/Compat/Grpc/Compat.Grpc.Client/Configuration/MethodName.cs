namespace Grpc.Net.Client.Configuration;

/// <summary>Names one method, all methods of a service (no method), or all methods (neither).</summary>
public sealed class MethodName : ConfigObject
{
    /// <summary>Matches every method that no other name matches.</summary>
    public static readonly MethodName Default = new();

    /// <summary>Full service name with its package, or null.</summary>
    public string? Service
    {
        get => GetValue<string>("service");
        set => SetValue("service", value);
    }

    /// <summary>Method name without the service, or null.</summary>
    public string? Method
    {
        get => GetValue<string>("method");
        set => SetValue("method", value);
    }
}
