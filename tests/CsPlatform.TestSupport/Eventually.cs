namespace CsPlatform.TestSupport;

/// <summary>Waiting in tests: for a condition, with a generous end, never for a fixed time.</summary>
public static class Eventually
{
    /// <summary>Waits until the condition holds; fails after <paramref name="seconds"/>.</summary>
    public static async Task HoldsAsync(Func<bool> condition, string what, int seconds = 120)
        => await HoldsAsync(() => Task.FromResult(condition()), what, seconds);

    /// <summary>Waits until the condition holds; fails after <paramref name="seconds"/>.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, int seconds = 120)
    {
        for (var end = Environment.TickCount64 + (seconds * 1000L); Environment.TickCount64 < end;)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"It never happened within {seconds} s: {what}");
    }
}
