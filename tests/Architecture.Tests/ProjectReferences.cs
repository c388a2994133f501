namespace Architecture.Tests;

/// <summary>What a project file asks for.</summary>
/// <param name="Projects">Project names, and parts as "grpc:X" or "aspire:X".</param>
/// <param name="Packages">Package names.</param>
internal sealed record ProjectReferences(IReadOnlyList<string> Projects, IReadOnlyList<string> Packages);
