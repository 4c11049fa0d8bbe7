namespace ThuocDo.Shared.Files;

/// <summary>The kinds of files the product keeps. Which one a file is, its content says, never its name.</summary>
public enum FileKind
{
    Pdf,
    Png,
    Jpeg,
    Docx,
    Xlsx,
}

public static class FileKinds
{
    public static string Extension(FileKind kind) =>
        kind switch
        {
            FileKind.Pdf => ".pdf",
            FileKind.Png => ".png",
            FileKind.Jpeg => ".jpg",
            FileKind.Docx => ".docx",
            _ => ".xlsx",
        };

    public static string MediaType(FileKind kind) =>
        kind switch
        {
            FileKind.Pdf => "application/pdf",
            FileKind.Png => "image/png",
            FileKind.Jpeg => "image/jpeg",
            FileKind.Docx =>
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        };

    /// <summary>For the <c>accept</c> of a file field: a help for choosing, not a check.</summary>
    public static string Accepted =>
        string.Join(',', Enum.GetValues<FileKind>().Select(Extension).Append(".jpeg"));

    /// <summary>Short names for a sentence.</summary>
    public static string Listed =>
        string.Join(", ", Enum.GetValues<FileKind>().Select(k => k.ToString().ToUpperInvariant()));
}
