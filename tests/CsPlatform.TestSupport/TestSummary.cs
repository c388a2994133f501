namespace CsPlatform.TestSupport;

/// <summary>
/// Lines for the end of ./test.sh: what a run covered, counted by the tests themselves. Without the script nothing is written.
/// </summary>
public static class TestSummary
{
    /// <summary>Adds a line such as "oracle histories: 1,200". A name counts once per run; the last one written stands.</summary>
    public static void Write(string name, string value)
    {
        if (Environment.GetEnvironmentVariable("CS_TEST_SUMMARY") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, name.Replace(' ', '-')), $"{name}: {value}{Environment.NewLine}");
        }
    }
}
