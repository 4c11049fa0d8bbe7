namespace ThuocDo.Oversight.Inspections;

/// <summary>What becomes of an answer that arrives, perhaps hours after it was given.</summary>
public enum EntryFate
{
    /// <summary>It holds from now on.</summary>
    Holds,

    /// <summary>It says what already holds; nothing is added.</summary>
    Same,

    /// <summary>Somebody else answered meanwhile, and whoever sent this had not seen it: both are kept and a person chooses.</summary>
    Rival,
}

/// <summary>Nothing that was entered is lost, and nothing that somebody has not seen is overwritten.</summary>
public static class EntryRules
{
    /// <param name="current">What holds; none: not answered yet.</param>
    /// <param name="seen">What held when the page was opened on the phone; none: nothing did.</param>
    /// <param name="by">Whoever sends it. One's own earlier answer is replaced: a person may change his mind.</param>
    public static EntryFate Decide(
        CheckEntry? current,
        Guid? seen,
        Guid by,
        CheckAnswer answer,
        string note
    ) =>
        current is null ? EntryFate.Holds
        : current.Answer == answer && current.Note == note ? EntryFate.Same
        : current.Id == seen || current.By == by ? EntryFate.Holds
        : EntryFate.Rival;
}
