namespace Aspire.Hosting.Local;

/// <summary>Files with mode 0600, replaced as a whole.</summary>
internal static class SecretFile
{
    public static void Write(string file, string text)
    {
        var draft = file + ".new";
        File.Delete(draft);
        using (var stream = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
        }

        File.Move(draft, file, overwrite: true);
    }
}
