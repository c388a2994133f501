namespace GrpcServerTests.Support;

/// <summary>An interceptor that lives in the service provider.</summary>
public sealed class RegisteredInterceptor(List<string> trace) : TraceInterceptor(trace, "registered");
