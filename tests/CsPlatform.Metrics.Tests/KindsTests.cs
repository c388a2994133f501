using CsPlatform.Ingestion.Tests;
using CsPlatform.Metrics.Wire;

namespace CsPlatform.Metrics.Tests;

public sealed class KindsTests
{
    public static TheoryData<string> All => [.. EventExamples.Kinds];

    [Theory]
    [MemberData(nameof(All))]
    public void Exactly_the_kinds_that_are_used_are_asked_for(string kind)
        => Assert.Equal(FromProto.Entry(EventExamples.Least(kind)) is not null, FromProto.Kinds.Contains(kind));
}
