using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics.Formulas;

/// <summary>平均响应时长: milliseconds waited / answered messages or rounds (handbook 1.4, 3.1, 5.4).</summary>
public static class MeanReplyTime
{
    /// <summary>The waits of what was answered, each in whole milliseconds, over their number.</summary>
    public static Rate Of(ReplyUnit unit)
    {
        var (sum, count) = (0L, 0L);
        foreach (var turn in unit.Measured)
        {
            if (turn.Wait is { } wait)
            {
                sum += (long)(wait.ToBigIntegerNanoseconds() / 1_000_000);
                count++;
            }
        }

        return new Rate(sum, count);
    }
}
