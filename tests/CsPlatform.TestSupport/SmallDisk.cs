using System.Diagnostics;

namespace CsPlatform.TestSupport;

/// <summary>
/// A real file system of a few megabytes, in memory, that can be filled to its last byte and freed again. Mounting takes the
/// privilege to do so: without it the tests fail with what to do.
/// </summary>
public sealed class SmallDisk : IDisposable
{
    private const string Variable = "CS_TEST_SMALL_DISK";

    private readonly string folder = TestFolders.Create("disk");
    private readonly bool isMounted;

    private SmallDisk(string path, bool isMounted) => (Path, this.isMounted) = (path, isMounted);

    /// <summary>A folder on it that servers may write to.</summary>
    public string Path { get; private set; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Mounts one of so many megabytes.</summary>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new SmallDisk(Directory.CreateDirectory(System.IO.Path.Combine(given, $"csplatform-{Guid.NewGuid():N}")).FullName, false);
        }

        var disk = new SmallDisk("", true);
        disk.Path = Directory.CreateDirectory(System.IO.Path.Combine(disk.folder, "mount")).FullName;
        try
        {
            await ServerProcess.RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0777", "csplatform-test", disk.Path);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException(
                "These tests fill a disk and may not mount one. Run them as root (a container needs CAP_SYS_ADMIN), or name a folder on "
                + $"a file system of at most 256 MB that nothing else uses in {Variable}.",
                e);
        }

        return disk;
    }

    /// <summary>Fills it until not a byte more goes onto it.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[1 << 20, 4096, 1])
        {
            Fill(ballast, new byte[size]);
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Ballast);

    /// <inheritdoc />
    public void Dispose()
    {
        if (isMounted)
        {
            TestFolders.Remove(folder);
            return;
        }

        Directory.Delete(Path, recursive: true);
        TestFolders.Remove(folder);
    }

    internal static void UnmountBelow(string folder)
    {
        const string mounts = "/proc/self/mounts";
        if (!File.Exists(mounts))
        {
            return;
        }

        foreach (var mount in File.ReadLines(mounts).Select(line => line.Split(' ')[1]).Where(path => IsBelow(path, folder)).ToList())
        {
            // Lazily: what still holds a file there may end later.
            using var process = Process.Start("umount", ["--lazy", mount]);
            process.WaitForExit(10_000);
        }
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static void Fill(FileStream ballast, byte[] block)
    {
        try
        {
            while (ballast.Length < 1L << 30)
            {
                ballast.Write(block);
            }
        }
        catch (IOException)
        {
            return;
        }

        throw new InvalidOperationException($"{ballast.Name} takes over a gigabyte: it is on no small disk. Unset {Variable}.");
    }
}
