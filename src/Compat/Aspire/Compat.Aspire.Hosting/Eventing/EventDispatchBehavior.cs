namespace Aspire.Hosting.Eventing;

/// <summary>In which order subscribers run and whether the publisher waits.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One after the other; the publisher waits and sees the first error.</summary>
    BlockingSequential = 0,

    /// <summary>All at once; the publisher waits and sees the errors.</summary>
    BlockingConcurrent = 1,

    /// <summary>One after the other; the publisher does not wait.</summary>
    NonBlockingSequential = 2,

    /// <summary>All at once; the publisher does not wait.</summary>
    NonBlockingConcurrent = 3,
}
