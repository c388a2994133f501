namespace Aspire.Hosting.Local;

/// <summary>Where one server's data is.</summary>
/// <param name="Folder">The folder around the data and what belongs to it.</param>
/// <param name="IsKept">Whether it outlives the run.</param>
internal sealed record DataFolder(string Folder, bool IsKept)
{
    public string Data => Path.Combine(Folder, "data");

    /// <summary>The password that the data was made with.</summary>
    public string Password => Path.Combine(Folder, "password");

    /// <summary>Held open by the stack that uses the data.</summary>
    public string Lock => Path.Combine(Folder, "lock");
}
