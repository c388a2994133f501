namespace Aspire.Hosting.Local;

/// <summary>Shows the stack to people.</summary>
internal interface IConsoleReport : IAsyncDisposable
{
    /// <summary>Shows the present states.</summary>
    void Show(IReadOnlyList<StackRow> rows);

    /// <summary>Shows a line of text.</summary>
    void Say(string line);
}
