namespace Grpc.Core;

/// <summary>Adds credentials of one call to its metadata.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);
