using CsPlatform.Ingestion.Tests;
using CsPlatform.Billing.Wire;

namespace CsPlatform.Billing.Tests;

public sealed class KindsTests
{
    public static TheoryData<string> All => [.. EventExamples.Kinds];

    [Theory]
    [MemberData(nameof(All))]
    public void Exactly_the_kinds_that_are_used_are_asked_for(string kind)
        => Assert.Equal(EventWire.FromProto(EventExamples.Least(kind), out _) is not null, EventWire.Kinds.Contains(kind));
}
