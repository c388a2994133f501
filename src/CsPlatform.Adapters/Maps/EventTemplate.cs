using Google.Protobuf.Reflection;

namespace CsPlatform.Adapters.Maps;

/// <summary>One event that a row may become.</summary>
/// <param name="Name">Its name in messages: the id's pattern.</param>
/// <param name="Id">The event id.</param>
/// <param name="OncePer">The event is sent once per distinct value in a file; null = for every row.</param>
/// <param name="When">All must hold for the row to become this event.</param>
/// <param name="At">When it happened.</param>
/// <param name="Fact">What happened: the event's oneof field.</param>
/// <param name="Fields">The fact's fields.</param>
public sealed record EventTemplate(
    string Name,
    TextTemplate Id,
    TextTemplate? OncePer,
    IReadOnlyList<RowCondition> When,
    TimeTemplate At,
    FieldDescriptor Fact,
    IReadOnlyList<FactField> Fields);
