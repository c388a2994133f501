namespace CsPlatform.ServiceDefaults.Errors;

/// <summary>One fault of one field of a request.</summary>
/// <param name="Field">Path of the field in the request, such as "page_size".</param>
/// <param name="Description">What is wrong and what to send instead.</param>
public readonly record struct FieldFault(string Field, string Description);
