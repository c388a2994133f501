namespace Aspire.Hosting.ApplicationModel;

/// <summary>Texts of <see cref="ResourceRelationshipAnnotation.Type"/>.</summary>
internal static class KnownRelationshipTypes
{
    public const string Reference = "Reference";
    public const string Parent = "Parent";
    public const string WaitFor = "WaitFor";
}
