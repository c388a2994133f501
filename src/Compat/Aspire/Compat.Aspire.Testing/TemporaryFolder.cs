namespace Aspire.Hosting.Testing;

/// <summary>A folder that ends with the application under test.</summary>
internal sealed class TemporaryFolder(string folder) : IDisposable
{
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file that is still open stays where the system cleans up by itself.
        }
    }
}
