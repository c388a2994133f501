namespace Faults.Tests.Checking;

/// <summary>Where an answer says that an event stands.</summary>
internal readonly record struct Place(int Partition, long Position)
{
    public override string ToString() => $"{Partition}:{Position}";
}
