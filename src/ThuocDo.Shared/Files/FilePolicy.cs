namespace ThuocDo.Shared.Files;

/// <summary>How much may be stored, and how much a file may become when it is opened. The office sets it under <c>Files</c>.</summary>
public sealed record FilePolicy
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Of one file, in bytes.</summary>
    public long FileBytes { get; init; } = 10 * Mebibyte;

    /// <summary>Of all files of one dossier, in bytes.</summary>
    public long DossierBytes { get; init; } = 60 * Mebibyte;

    public int DossierFiles { get; init; } = 60;

    /// <summary>Of all files together, in bytes; equal contents count once.</summary>
    public long TotalBytes { get; init; } = 50 * 1024 * Mebibyte;

    /// <summary>
    /// Width times height of a picture: A4 at 600 dots an inch has 35 million. One limit for every way: what is taken in here is
    /// also opened to become a page that can be signed, and then each pixel takes four bytes of memory.
    /// </summary>
    public long Pixels { get; init; } = 40_000_000;

    /// <summary>What may be sent, as the pages say it: kinds, megabytes of a file, millions of pixels of a picture.</summary>
    public object[] Said =>
        [FileKinds.Listed, Math.Round(FileBytes / (decimal)Mebibyte, 1), Pixels / 1_000_000];

    /// <summary>Parts of a packed document.</summary>
    public int Entries { get; init; } = 2_000;

    /// <summary>Of a document when unpacked, in bytes.</summary>
    public long UnpackedBytes { get; init; } = 200 * Mebibyte;

    /// <summary>Unpacked size ÷ packed size of a document, where it unpacks to more than a mebibyte.</summary>
    public int Ratio { get; init; } = 200;
}
