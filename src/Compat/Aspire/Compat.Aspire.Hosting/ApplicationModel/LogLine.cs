namespace Aspire.Hosting.ApplicationModel;

/// <summary>A line a resource wrote; lines count from 1.</summary>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
