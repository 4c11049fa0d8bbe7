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

    /// <summary>Width times height of a picture.</summary>
    public long Pixels { get; init; } = 80_000_000;

    /// <summary>Parts of a packed document.</summary>
    public int Entries { get; init; } = 2_000;

    /// <summary>Of a document when unpacked, in bytes.</summary>
    public long UnpackedBytes { get; init; } = 200 * Mebibyte;

    /// <summary>Unpacked size ÷ packed size of a document, where it unpacks to more than a mebibyte.</summary>
    public int Ratio { get; init; } = 200;
}
