namespace CsPlatform.Domain.Rulebooks;

/// <summary>What becomes of a consultation that was sent to offline messages (离线留言).</summary>
public enum OfflineRule
{
    /// <summary>Nothing special.</summary>
    AsUsual = 0,

    /// <summary>It counts as not answered, whatever was written.</summary>
    Fails = 1,

    /// <summary>It is left out of both parts.</summary>
    LeftOut = 2,
}
