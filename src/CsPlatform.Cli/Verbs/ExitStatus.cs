namespace CsPlatform.Cli.Verbs;

/// <summary>What `cs` exits with.</summary>
internal static class ExitStatus
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Rejected = 3;
    public const int Interrupted = 130;
}
