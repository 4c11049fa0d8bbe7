using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Licences;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Signatures;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Results;

/// <summary>What the public learns of a result: office, procedure, code, day and signers; nothing of the applicant.</summary>
/// <param name="Licence">The line of the register, where the result is a licence: whether it is still in force is said there.</param>
public sealed record VerifiedResult(
    string? Code,
    string? Procedure,
    string? Unit,
    DateTime? IssuedAt,
    SignedFile Check,
    string Hash,
    Licence? Licence
)
{
    /// <summary>The very bytes that were issued here.</summary>
    public bool IsIssued => Code is not null;

    /// <summary>A paper that an office here has scanned and signed; whose dossier it belongs to is not told.</summary>
    public bool IsDigitised => !IsIssued && Unit is not null;
}

/// <summary>
/// Verifies a result by the reference in its QR code or by the file itself. A file is looked at in memory and not kept.
/// </summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class VerifyResultModel(
    ThuocDoDb db,
    FileVault vault,
    SigningIdentities identities,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    Texts texts
) : PageModel
{
    [BindProperty(Name = OneStopLinks.ResultReference, SupportsGet = true)]
    public string? Reference { get; set; }

    public VerifiedResult? Found { get; private set; }

    /// <summary>A reference was given and leads nowhere.</summary>
    public bool IsUnknown { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Reference))
        {
            return;
        }

        var reference = Reference.Trim().ToUpperInvariant();
        var result = await db.Set<Attachment>()
            .AsNoTracking()
            .FirstOrDefaultAsync(a => a.Reference == reference, cancellation);
        IsUnknown = result is null;
        if (result is not null)
        {
            // A content that is no longer what it was is shown as broken, not as missing.
            var content = await vault.ReadAsync(result.Hash, cancellation) ?? [];
            Found = await DescribeAsync(result, content, result.Hash, cancellation);
        }
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancellation)
    {
        Reference = null;
        if (file is null || file.Length == 0)
        {
            ModelState.Wrong(nameof(file), texts, "verify-result.none");
            return Page();
        }

        if (file.Length > vault.Policy.FileBytes)
        {
            ModelState.Wrong(
                nameof(file),
                texts,
                "file.refused.too-large",
                Math.Round(vault.Policy.FileBytes / (decimal)(1 << 20), 1)
            );
            return Page();
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellation);
        var bytes = content.ToArray();
        if (!bytes.AsSpan().StartsWith("%PDF-"u8))
        {
            ModelState.Wrong(nameof(file), texts, "result.refused.not-pdf");
            return Page();
        }

        var hash = FileHash.Of(bytes);
        var result = await db.Set<Attachment>()
            .AsNoTracking()
            .Where(a => a.Role == AttachmentRole.Result || a.OriginalHash != null)
            .OrderByDescending(a => a.Role == AttachmentRole.Result)
            .FirstOrDefaultAsync(a => a.Hash == hash, cancellation);
        Found = await DescribeAsync(result, bytes, hash, cancellation);
        return Page();
    }

    private async Task<VerifiedResult> DescribeAsync(
        Attachment? result,
        byte[] content,
        string hash,
        CancellationToken cancellation
    )
    {
        var check = PdfSignatures.Check(content, identities.Trusted());
        if (result is null)
        {
            return new VerifiedResult(null, null, null, null, check, hash, null);
        }

        var dossier = await db.Set<Dossier>()
            .AsNoTracking()
            .SingleAsync(d => d.Id == result.DossierId, cancellation);
        var tree = await units.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        if (result.Role != AttachmentRole.Result)
        {
            return new VerifiedResult(
                null,
                null,
                tree[dossier.ReceivingUnitId].NameIn(language),
                result.SignedAt,
                check,
                hash,
                null
            );
        }

        var catalogue = await catalogues.GetAsync(cancellation);
        return new VerifiedResult(
            dossier.Code,
            catalogue[dossier.ProcedureId].NameIn(language),
            tree[dossier.UnitId].NameIn(language),
            result.AddedAt,
            check,
            hash,
            await db.Set<Licence>()
                .AsNoTracking()
                .FirstOrDefaultAsync(
                    l => l.DossierId == dossier.Id && l.ResultHash == hash,
                    cancellation
                )
        );
    }
}
