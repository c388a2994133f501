namespace Oracles.Tests.Histories;

/// <summary>What can happen in a history.</summary>
public enum FactKind
{
    Opened,
    Message,
    Closed,
    Queued,
    Assigned,
    HandedOver,
    Offline,
    Recalled,
    Excluded,
    Reported,
}
