namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates notes: they stand in the table of contents and nowhere else.</summary>
internal static class NoteReader
{
    public static void Read(IReadOnlyList<V1.Note> notes, Section section, Place place, RulebookDates dates)
    {
        for (var i = 0; i < notes.Count; i++)
        {
            var at = place.Item("notes", i);
            var head = RuleTextReader.Head((notes[i].Id, notes[i].NameZh, notes[i].NameEn), notes[i].Text, at, dates);
            section.List("notes", head, notes[i].Text, at, at.Text("reason", notes[i].Reason));
        }
    }
}
