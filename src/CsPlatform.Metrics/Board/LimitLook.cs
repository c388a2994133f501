using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Board;

/// <summary>A running figure as it was found against a limit.</summary>
/// <param name="Held">The limit, and whose figure it is.</param>
/// <param name="Period">The running period.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Remembered">The side it was last seen on in this period; null = it was not looked at yet.</param>
internal sealed record LimitLook(HeldLimit Held, FigurePeriod Period, Rate Figure, HeadroomSide? Remembered)
{
    /// <summary>The side it is on.</summary>
    public HeadroomSide Side => Held.Limit.SideOf(Figure);

    /// <summary>The side before.</summary>
    public HeadroomSide Before => Remembered ?? HeadroomSide.Unknown;

    /// <summary>Whether nothing has to be written down.</summary>
    public bool IsRemembered => Remembered == Side;

    /// <summary>Whether it came to the bad side, or left it.</summary>
    public bool IsCrossing => Before != Side && (Before == HeadroomSide.Missed || Side == HeadroomSide.Missed);
}
