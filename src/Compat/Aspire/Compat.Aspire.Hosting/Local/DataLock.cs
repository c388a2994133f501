namespace Aspire.Hosting.Local;

/// <summary>Keeps two stacks from using the same data at once; the system lets go of it when we die.</summary>
internal static class DataLock
{
    public static FileStream Take(DataFolder folder, string resource)
    {
        try
        {
            var stream = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            stream.SetLength(0);
            return stream;
        }
        catch (IOException exception)
        {
            throw new DistributedApplicationException(
                $"The data of '{resource}' in {folder.Folder} is in use by another running stack. Stop that one, "
                + "or give this one a home of its own (LocalRuntime__Home=FOLDER).", exception);
        }
    }
}
