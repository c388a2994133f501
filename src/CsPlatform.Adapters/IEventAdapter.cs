namespace CsPlatform.Adapters;

/// <summary>
/// Turns bytes of one foreign format into events. The same bytes give the same events, in the order of the input. Safe to use
/// for several inputs at the same time.
/// </summary>
public interface IEventAdapter
{
    /// <summary>Begins with an input.</summary>
    IEventReader Open(Stream content);
}
