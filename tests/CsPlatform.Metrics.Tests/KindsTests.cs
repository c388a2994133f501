using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.Tests;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Wire;
using NodaTime;

namespace CsPlatform.Metrics.Tests;

public sealed class KindsTests
{
    public static TheoryData<string> All => [.. EventExamples.Kinds];

    [Theory]
    [MemberData(nameof(All))]
    public void Exactly_the_kinds_that_are_used_are_asked_for(string kind)
        => Assert.Equal(FromProto.Entry(Fed(EventExamples.Least(kind))) is not null, FromProto.Kinds.Contains(kind));

    private static FedEvent Fed(Ingestion.V1.Event e) => new(new ShopKey(e.Shop.Platform, e.Shop.ShopId), 1, Instant.MinValue, e);
}
