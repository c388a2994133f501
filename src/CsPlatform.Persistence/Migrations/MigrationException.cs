namespace CsPlatform.Persistence.Migrations;

/// <summary>The database cannot be brought to the schema this program needs; the message says what to do.</summary>
public sealed class MigrationException : Exception
{
    /// <summary>Creates the exception with its message.</summary>
    public MigrationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    public MigrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
