using ThuocDo.OneStop.Dossiers.Results;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Signatures;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Attachments;

/// <summary>A paper as it goes into the dossier.</summary>
/// <param name="Original">What came from the scanner, if the file is another one: it stays in the store beside it.</param>
/// <param name="SignedBy">All signers, by their certificates; none if the file bears no signature that holds.</param>
/// <param name="SignedAt">UTC, of the last signature.</param>
/// <param name="Fault">What the officer has to know of its signature.</param>
public sealed record DigitisedPaper(
    KeptFile File,
    KeptFile? Original,
    string? SignedBy,
    DateTime? SignedAt,
    SignatureFault? Fault = null
);

/// <summary>How an office signs what it scans.</summary>
public enum ScanSigning
{
    /// <summary>Its day has not come.</summary>
    NotAsked,

    /// <summary>The product signs for the officer.</summary>
    Here,

    /// <summary>The officer holds the key and signs before the file is attached.</summary>
    Elsewhere,
}

/// <summary>
/// Takes a scan in and puts the signature of the officer under it: a PDF as it is, a picture as a page. A file that comes
/// signed keeps its signatures; one that is not built as we can append to it is kept as it came, unsigned, rather than lost.
/// </summary>
public sealed class DigitisePaper(
    FileVault vault,
    SigningIdentities identities,
    UnitDirectory units,
    ICurrentUser user,
    DemonstrationMode demonstration,
    Clock clock,
    Texts texts
)
{
    public FilePolicy Policy => vault.Policy;

    public async Task<ScanSigning> SigningAsync(Dossier dossier, CancellationToken cancellation) =>
        !DigitisationRules.AskForSignature(
            (await OfficeAsync(dossier, cancellation)).Level,
            clock.Today
        )
            ? ScanSigning.NotAsked
        : demonstration.IsOn ? ScanSigning.Here
        : ScanSigning.Elsewhere;

    public async Task<Outcome<DigitisedPaper>> RunAsync(
        Dossier dossier,
        string? sentName,
        Stream sent,
        CancellationToken cancellation
    )
    {
        var kept = await vault.KeepAsync(sentName, sent, cancellation);
        if (!kept.Succeeded)
        {
            return Outcome<DigitisedPaper>.From(kept);
        }

        var file = kept.Value!;
        if (file.Kind is not (FileKind.Pdf or FileKind.Png or FileKind.Jpeg))
        {
            return AsItCame(file);
        }

        var content = (await vault.ReadAsync(file.Hash, cancellation))!;
        var signing = await SigningAsync(dossier, cancellation);
        return signing == ScanSigning.Here ? await SignAsync(dossier, file, content, cancellation)
            : file.Kind == FileKind.Pdf ? AsItCame(file, content)
            : AsItCame(file);
    }

    private async Task<Outcome<DigitisedPaper>> SignAsync(
        Dossier dossier,
        KeptFile file,
        byte[] content,
        CancellationToken cancellation
    )
    {
        var (name, now) = (user.DisplayName, clock.Now);
        var page =
            file.Kind == FileKind.Pdf
                ? Outcome<byte[]>.Of(content)
                : PicturePage.Write(content, texts["attach.signature.reason", dossier.Code], now);
        if (!page.Succeeded)
        {
            return Outcome<DigitisedPaper>.From(page);
        }

        // A signature before ours that does not hold would be covered up by ours.
        var before = file.Kind == FileKind.Pdf ? Check(content) : null;
        if (before is { Signatures.Count: > 0, IsGood: false })
        {
            return AsItCame(file, content);
        }

        byte[] signed;
        try
        {
            signed = await PdfSigner.SignAsync(
                page.Value!,
                identities.Of(name, (await OfficeAsync(dossier, cancellation)).Name, now)!,
                new SignatureNote(name, texts["attach.signature.reason", dossier.Code], now),
                timestamps: null,
                cancellation
            );
        }
        catch (InvalidDataException)
        {
            return AsItCame(file, content, SignatureFault.NotSigned);
        }

        var check = Check(signed);
        if (!check.IsGood)
        {
            return AsItCame(file, content, SignatureFault.NotSigned);
        }

        var kept = await vault.KeepOwnAsync(
            signed,
            FileKind.Pdf,
            Path.GetFileNameWithoutExtension(file.Name),
            cancellation
        );
        return kept.Succeeded
            ? Outcome<DigitisedPaper>.Of(
                new DigitisedPaper(kept.Value!, file, SignersOf(check), now)
            )
            : Outcome<DigitisedPaper>.From(kept);
    }

    /// <summary>A file that was signed elsewhere says by whom; a signature that does not hold names nobody, and is told.</summary>
    private Outcome<DigitisedPaper> AsItCame(
        KeptFile file,
        byte[] content,
        SignatureFault? fault = null
    )
    {
        var check = file.Kind == FileKind.Pdf ? Check(content) : null;
        return Outcome<DigitisedPaper>.Of(
            check is { IsGood: true }
                ? new DigitisedPaper(file, null, SignersOf(check), check.Signatures[^1].At, fault)
                : new DigitisedPaper(
                    file,
                    null,
                    null,
                    null,
                    check is { Signatures.Count: > 0 } ? SignatureFault.Broken : fault
                )
        );
    }

    private SignedFile Check(byte[] content) => PdfSignatures.Check(content, identities.Trusted());

    /// <summary>Everybody whose signature holds, in the order of signing.</summary>
    private static string SignersOf(SignedFile check)
    {
        var names = string.Join("; ", check.Signatures.Select(s => s.Signer).Distinct());
        return names.Length <= AttachmentMapping.SignedByMaxLength
            ? names
            : names[..(AttachmentMapping.SignedByMaxLength - 1)] + "…";
    }

    private static Outcome<DigitisedPaper> AsItCame(KeptFile file) =>
        Outcome<DigitisedPaper>.Of(new DigitisedPaper(file, null, null, null));

    /// <summary>The office for which the officer acts: that of the counter, or the one that has the dossier in hand.</summary>
    private async Task<Unit> OfficeAsync(Dossier dossier, CancellationToken cancellation) =>
        (await units.GetAsync(cancellation))[
            user.Can(Permissions.DossierReceive, dossier.ReceivingUnitId)
                ? dossier.ReceivingUnitId
                : dossier.UnitId
        ];
}
