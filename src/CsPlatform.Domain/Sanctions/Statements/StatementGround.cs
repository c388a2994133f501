namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>What a stored decision rests on.</summary>
public enum StatementGround
{
    /// <summary>A figure missed a condition.</summary>
    Figure = 1,

    /// <summary>An incident was upheld.</summary>
    Incident = 2,

    /// <summary>Several months had several penalties each.</summary>
    RepeatedMonths = 3,

    /// <summary>A task was not passed in time.</summary>
    TaskFailed = 4,

    /// <summary>A task was passed.</summary>
    TaskPassed = 5,

    /// <summary>A case ended.</summary>
    Ended = 6,

    /// <summary>A person answered a proposal.</summary>
    Person = 7,

    /// <summary>An earlier decision does not stand any more.</summary>
    Correction = 8,
}
