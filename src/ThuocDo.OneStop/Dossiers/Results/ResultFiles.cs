using System.Security.Cryptography;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Signatures;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Results;

/// <summary>A signed result that is in the store and not yet part of the dossier.</summary>
public sealed record ReadyResult(KeptFile File, string Reference);

/// <summary>
/// Makes or takes the result of a dossier as a signed file. The person signs first and the agency after; a file that
/// comes signed keeps its signatures.
/// </summary>
public sealed class ResultFiles(
    ThuocDoDb db,
    FileVault vault,
    SigningIdentities identities,
    ICurrentUser user,
    DemonstrationMode demonstration,
    Clock clock,
    Texts texts
)
{
    /// <summary>True if the product can sign for this person; else the signer attaches what was signed elsewhere.</summary>
    public bool CanSign => demonstration.IsOn && DocumentFonts.OfThisMachine is not null;

    /// <summary>A file the signer attached: checked if it is signed, else signed here if that can be done.</summary>
    public async Task<Outcome<ReadyResult>> TakeAsync(
        DossierFile folder,
        string? sentName,
        Stream sent,
        CancellationToken cancellation
    )
    {
        var kept = await vault.KeepAsync(sentName, sent, cancellation);
        if (!kept.Succeeded)
        {
            return Outcome<ReadyResult>.From(kept);
        }

        if (kept.Value!.Kind != FileKind.Pdf)
        {
            return Outcome<ReadyResult>.Refused("result.refused.not-pdf");
        }

        var content = (await vault.ReadAsync(kept.Value.Hash, cancellation))!;
        var check = PdfSignatures.Check(content, identities.Trusted());
        if (check.Signatures.Count > 0)
        {
            return check.IsGood
                ? Outcome<ReadyResult>.Of(new ReadyResult(kept.Value, NewReference()))
                : Outcome<ReadyResult>.Refused("result.refused.signature");
        }

        return CanSign
            ? await SignAsync(folder, content, NewReference(), cancellation)
            : Outcome<ReadyResult>.Refused("result.refused.unsigned");
    }

    /// <summary>The notice of the result, made and signed here.</summary>
    /// <param name="onBehalfOf">In whose stead the person signs, by name.</param>
    public async Task<Outcome<ReadyResult>> MakeAsync(
        DossierFile folder,
        string? number,
        Func<string, string> verifyAddress,
        string? onBehalfOf,
        CancellationToken cancellation
    )
    {
        if (DocumentFonts.OfThisMachine is not { } fonts)
        {
            return Outcome<ReadyResult>.Refused("paper.pdf.no-font", DocumentFonts.Package);
        }

        var reference = NewReference();
        var pdf = new PdfWriter(fonts).Write(
            Notice(folder, number, verifyAddress(reference), onBehalfOf)
        );
        return await SignAsync(folder, pdf, reference, cancellation);
    }

    /// <summary>Makes it part of the dossier, in the transaction of the signer's act.</summary>
    public void Add(DossierWork work, ReadyResult result, ActContext act) =>
        db.Add(
            new Attachment
            {
                Id = act.NextId(act.At),
                DossierId = work.Dossier.Id,
                Role = AttachmentRole.Result,
                Reference = result.Reference,
                Hash = result.File.Hash,
                Kind = result.File.Kind,
                Name = result.File.Name,
                Length = result.File.Length,
                AddedAt = act.At,
                AddedBy = act.ActorId,
            }
        );

    private async Task<Outcome<ReadyResult>> SignAsync(
        DossierFile folder,
        byte[] pdf,
        string reference,
        CancellationToken cancellation
    )
    {
        var (now, unit) = (clock.Now, folder.Unit.Name);
        var reason = texts["result.reason", folder.Dossier.Code];
        try
        {
            foreach (var name in new[] { user.DisplayName, unit })
            {
                pdf = await PdfSigner.SignAsync(
                    pdf,
                    identities.Of(name, unit, now)!,
                    new SignatureNote(name, reason, now),
                    timestamps: null,
                    cancellation
                );
            }
        }
        catch (InvalidDataException)
        {
            return Outcome<ReadyResult>.Refused("file.refused.damaged");
        }

        var kept = await vault.KeepOwnAsync(
            pdf,
            FileKind.Pdf,
            $"ket-qua-{folder.Dossier.Code}",
            cancellation
        );
        return kept.Succeeded
            ? Outcome<ReadyResult>.Of(new ReadyResult(kept.Value!, reference))
            : Outcome<ReadyResult>.From(kept);
    }

    private PrintedDocument Notice(
        DossierFile folder,
        string? number,
        string address,
        string? onBehalfOf
    )
    {
        var language = Texts.CurrentLanguage;
        var code = folder.Dossier.Code;
        List<PrintedBlock> blocks =
        [
            new PrintedHead(
                [folder.Unit.NameIn(language)],
                [texts["paper.state"], texts["paper.motto"]],
                0.58f
            ),
            new PrintedTitle(texts["result.title"], $"{texts["paper.number"]} {code}"),
        ];
        if (!string.IsNullOrWhiteSpace(number))
        {
            blocks.Add(new PrintedFact(texts["act.finish.number"], number.Trim()));
        }

        blocks.AddRange([
            new PrintedFact(
                texts["paper.from"],
                folder.Applicant?.Name ?? texts["dossier.applicant.erased"],
                true
            ),
            new PrintedFact(
                texts["paper.content"],
                $"{folder.Procedure.NameIn(language)} ({folder.Procedure.Code})"
            ),
            new PrintedFact(texts["paper.received"], Formats.Instant(folder.Dossier.ReceivedAt)),
            new PrintedText(texts["result.granted", folder.Unit.NameIn(language), clock.Today]),
            new PrintedText(texts["result.signed-by", user.DisplayName], Bold: true),
            .. onBehalfOf is { } principal
                ? [new PrintedText(texts["absence.on-behalf", principal])]
                : Array.Empty<PrintedBlock>(),
            new PrintedCode(address, [texts["result.verify-at"], address]),
        ]);
        return new PrintedDocument
        {
            Size = PaperSize.A4,
            Title = $"{texts["result.title"]} {code}",
            Language = language,
            MadeAt = clock.Now,
            Footer = demonstration.IsOn ? $"{code} · {texts["layout.demonstration"]}" : code,
            Blocks = blocks,
        };
    }

    /// <summary>130 random bits in letters and digits that are not taken for one another.</summary>
    private static string NewReference() =>
        RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 26);
}
