using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Papers;

/// <summary>
/// Keeps each form that was made as PDF (Circular 01/2018/TT-VPCP Art 10.1). What says the same is the same version and
/// is given out byte for byte as it was first made; what says something else is the next version.
/// </summary>
public sealed class FormVersions(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    FileVault vault,
    ICurrentUser user,
    DemonstrationMode demonstration,
    Clock clock,
    Texts texts
)
{
    public async Task<Outcome<Attachment>> KeepAsync(
        PaperPage page,
        string trackingAddress,
        CancellationToken cancellation
    )
    {
        if (DocumentFonts.OfThisMachine is not { } fonts)
        {
            return Outcome<Attachment>.Refused("paper.pdf.no-font", DocumentFonts.Package);
        }

        var document = new FormContent(texts, page, trackingAddress).Make(
            demonstration.IsOn
                ? $"{page.Folder.Dossier.Code} · {texts["layout.demonstration"]}"
                : page.Folder.Dossier.Code
        );
        var source = SourceOf(document);
        var dossierId = page.Folder.Dossier.Id;
        if (await EarlierAsync(dossierId, source, cancellation) is { } earlier)
        {
            return Outcome<Attachment>.Of(earlier, isRepeat: true);
        }

        var kept = await vault.KeepOwnAsync(
            new PdfWriter(fonts).Write(document),
            FileKind.Pdf,
            $"{page.Kind.ToString().ToLowerInvariant()}-{page.Folder.Dossier.Code}",
            cancellation
        );
        if (!kept.Succeeded)
        {
            return Outcome<Attachment>.From(kept);
        }

        var file = kept.Value!;
        return await unitOfWork.RunAsync(
            new ActionKey($"form:{source}", "dossier.form", user.UserId),
            async token =>
            {
                var last = await db.Set<Attachment>()
                    .Where(a => a.DossierId == dossierId && a.Form == page.Kind)
                    .MaxAsync(a => (int?)a.Version, token);
                var form = new Attachment
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                    DossierId = dossierId,
                    Role = AttachmentRole.Form,
                    Form = page.Kind,
                    Version = (last ?? 0) + 1,
                    Source = source,
                    Hash = file.Hash,
                    Kind = file.Kind,
                    Name = file.Name,
                    Length = file.Length,
                    AddedAt = clock.Now,
                    AddedBy = user.UserId,
                };
                db.Add(form);
                return Outcome<Attachment>.Of(form);
            },
            cancellation
        );
    }

    private Task<Attachment?> EarlierAsync(
        Guid dossierId,
        string source,
        CancellationToken cancellation
    ) =>
        db.Set<Attachment>()
            .AsNoTracking()
            .FirstOrDefaultAsync(a => a.DossierId == dossierId && a.Source == source, cancellation);

    private static string SourceOf(PrintedDocument document) =>
        FileHash.Of(
            JsonSerializer.SerializeToUtf8Bytes(
                new object[]
                {
                    document.Title,
                    document.Footer,
                    document.Language,
                    document.Blocks.Select(b => new object[] { b.GetType().Name, b }).ToList(),
                }
            )
        );
}
