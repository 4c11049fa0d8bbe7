namespace ThuocDo.Programmes.Drafts;

/// <summary>What the page of a draft lists beside the text.</summary>
public enum DraftView
{
    Targets,
    Tasks,
    Duties,

    /// <summary>Sentences that the compiler did not understand.</summary>
    Sentences,

    /// <summary>Items that nobody will monitor.</summary>
    Left,
}
