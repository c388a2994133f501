using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core.Utils;

/// <summary>Argument and state checks.</summary>
public static class GrpcPreconditions
{
    public static void CheckArgument([DoesNotReturnIf(false)] bool condition)
    {
        if (!condition)
        {
            throw new ArgumentException("A precondition of the call does not hold.");
        }
    }

    public static void CheckArgument([DoesNotReturnIf(false)] bool condition, string errorMessage)
    {
        if (!condition)
        {
            throw new ArgumentException(errorMessage);
        }
    }

    public static T CheckNotNull<T>(T reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference;
    }

    public static T CheckNotNull<T>(T reference, string paramName)
    {
        ArgumentNullException.ThrowIfNull(reference, paramName);
        return reference;
    }

    public static void CheckState([DoesNotReturnIf(false)] bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("The object is in a state that does not allow the call.");
        }
    }

    public static void CheckState([DoesNotReturnIf(false)] bool condition, string errorMessage)
    {
        if (!condition)
        {
            throw new InvalidOperationException(errorMessage);
        }
    }
}
