namespace CsPlatform.Domain.Rating.Packages;

/// <summary>One fault of a package tariff.</summary>
/// <param name="Path">Path of the value, such as "bands[1].from".</param>
/// <param name="Problem">What is wrong and what to write instead.</param>
public sealed record PackageFault(string Path, string Problem);
