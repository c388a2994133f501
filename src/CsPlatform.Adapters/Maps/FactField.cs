using Google.Protobuf.Reflection;

namespace CsPlatform.Adapters.Maps;

/// <summary>A field of a fact and the text that it is read from.</summary>
public sealed record FactField(FieldDescriptor Field, TextTemplate Value);
