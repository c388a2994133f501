namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// Ties the batches of one stream together: once one of them was not stored, later ones must not be stored either, or sending
/// again would put a shop's events into the wrong order.
/// </summary>
internal sealed class SendingOrder
{
    private volatile bool broken;

    internal bool IsBroken => broken;

    internal void Break() => broken = true;
}
