namespace CsPlatform.Domain.Rulebooks;

/// <summary>The period that is assessed.</summary>
public abstract record MetricWindow;
