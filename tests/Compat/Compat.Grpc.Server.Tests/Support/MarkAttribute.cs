namespace GrpcServerTests.Support;

/// <summary>Stands for attributes such as Authorize.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class MarkAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
