namespace Aspire.Hosting.Local;

/// <summary>Keeps two stacks from using the same data at once; the system lets go of it when we die.</summary>
internal static class DataLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Waits a little for a lock that is held: a process just being started holds copies of its parent's files until it becomes its
    /// program, and a stack that was killed needs a moment to be cleaned up after.
    /// </summary>
    public static async Task<FileStream> TakeAsync(DataFolder folder, string resource, CancellationToken cancellationToken)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                return new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (Environment.TickCount64 >= deadline)
            {
                throw new DistributedApplicationException(
                    $"The data of '{resource}' in {folder.Folder} is in use by another running stack. Stop that one, "
                    + "or give this one a home of its own (LocalRuntime__Home=FOLDER).", exception);
            }
            catch (IOException)
            {
                await Task.Delay(Poll, cancellationToken);
            }
        }
    }
}
