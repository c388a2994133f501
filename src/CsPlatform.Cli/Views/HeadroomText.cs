using CsPlatform.Cli.Output;
using CsPlatform.Metrics.V1;

namespace CsPlatform.Cli.Views;

/// <summary>The room before a limit in words, such as "answer these 9 to reach 40 %".</summary>
internal static class HeadroomText
{
    /// <summary>The figure against its limit, and what can still be done.</summary>
    public static string Of(Headroom headroom) => $"{Value(headroom)} of {headroom.Limit}: {Advice(headroom)}";

    private static string Value(Headroom headroom) => headroom.IsShare
        ? Wording.Rate(headroom.Numerator, headroom.Denominator)
        : MeanText.Of(headroom.Numerator, headroom.Denominator);

    private static string Advice(Headroom headroom) => headroom.Side switch
    {
        HeadroomSide.Missed when headroom is { HasAnswerOpen: true, AnswerOpen: > 0 } =>
            headroom.AnswerOpen == headroom.Open
                ? $"answer these {headroom.Open} to reach {headroom.Limit}"
                : $"answer {headroom.AnswerOpen} of these {headroom.Open} to reach {headroom.Limit}",
        HeadroomSide.Missed when headroom.HasMustHit => $"missed; {Wording.Count(headroom.MustHit)} more must go well to reach it",
        HeadroomSide.Missed => "missed",
        _ when headroom is { HasMayMiss: true, MayMiss: 0 } => $"{Standing(headroom)}the next one that goes wrong misses it",
        _ when headroom.HasMayMiss => $"{Standing(headroom)}you may miss {Wording.Count(headroom.MayMiss)} more",
        HeadroomSide.Kept => "kept",
        _ => "too little to say",
    };

    private static string Standing(Headroom headroom) => headroom.Side == HeadroomSide.Kept ? "" : "too little to say; ";
}
