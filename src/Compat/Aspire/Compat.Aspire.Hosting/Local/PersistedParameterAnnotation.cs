namespace Aspire.Hosting.Local;

/// <summary>The parameter's generated value is kept from one run to the next.</summary>
internal sealed class PersistedParameterAnnotation : IResourceAnnotation;
