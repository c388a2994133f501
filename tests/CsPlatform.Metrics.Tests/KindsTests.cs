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
        => Assert.Equal(IsRead(Fed(EventExamples.Least(kind))), FromProto.Kinds.Contains(kind));

    private static bool IsRead(FedEvent fed) => FromProto.Entry(fed) is not null || FromProto.ShopEntry(fed) is not null;

    private static FedEvent Fed(Ingestion.V1.Event e) => new(new ShopKey(e.Shop.Platform, e.Shop.ShopId), 1, Instant.MinValue, e);
}
