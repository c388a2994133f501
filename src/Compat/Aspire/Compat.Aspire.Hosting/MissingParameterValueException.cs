namespace Aspire.Hosting;

/// <summary>A parameter has no value.</summary>
public class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>Without a message.</summary>
    public MissingParameterValueException()
    {
    }

    /// <summary>With a message.</summary>
    public MissingParameterValueException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and the cause.</summary>
    public MissingParameterValueException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
