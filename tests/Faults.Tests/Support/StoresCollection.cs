namespace Faults.Tests.Support;

/// <summary>One test at a time: each of them kills what the others would use.</summary>
[CollectionDefinition("faults")]
public sealed class StoresCollection : ICollectionFixture<Stores>;
