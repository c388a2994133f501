using Aspire.Hosting.Local;

namespace Aspire.Hosting.Testing;

/// <summary>Tests read states from the application, not from the console.</summary>
internal sealed class SilentConsoleReport : IConsoleReport
{
    public void Show(IReadOnlyList<StackRow> rows)
    {
    }

    public void Say(string line)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
