using System.Runtime.InteropServices;

namespace Aspire.Hosting.Local;

/// <summary>The few system calls that .NET does not offer.</summary>
internal static partial class Posix
{
    public const int SigInt = 2;
    public const int SigKill = 9;
    public const int SigTerm = 15;

    public static bool IsRoot => GetEffectiveUser() == 0;

    /// <summary>Signals a process group; false when there is none.</summary>
    public static bool SignalGroup(int group, int signal) => group > 1 && Kill(-group, signal) == 0;

    public static void ChangeOwner(string path, UnixUser user)
    {
        if (ChangeOwnerCall(path, user.Id, user.Group) != 0)
        {
            throw new IOException($"Cannot give {path} to user {user.Name}: system error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwnerCall(string path, uint user, uint group);
}
