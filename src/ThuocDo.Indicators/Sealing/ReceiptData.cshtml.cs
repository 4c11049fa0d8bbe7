using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>
/// The receipt for machines: everything needed to compute the root again from the hashes, the seal's hash from its
/// fields, and to check its signature. With <c>ho-so</c> also the proof that one record is counted.
/// </summary>
[Requires(Permissions.BoardView)]
public sealed class ReceiptDataModel(ReceiptFinder finder, DemonstrationMode demonstration)
    : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        string condition,
        [FromQuery(Name = "cach")] string? reading,
        [FromQuery(Name = "don-vi")] string? unit,
        [FromQuery(Name = "thang")] string? month,
        [FromQuery(Name = "ho-so")] Guid? record,
        CancellationToken cancellation
    )
    {
        var answer = await finder.FindAsync(
            new ReceiptQuestion(condition, reading, unit, month, record),
            cancellation
        );
        return answer switch
        {
            null => NotFound(),
            { Frame.IsAllowed: false } => Forbid(),
            { Receipt: null } => new JsonResult(
                new
                {
                    state = "not-sealed",
                    demonstration = demonstration.IsOn,
                    condition,
                    unit = answer.Frame.Scope.Key,
                    month,
                }
            ),
            { Receipt: { } receipt } => new JsonResult(Write(receipt, answer)),
        };
    }

    private static object Write(Receipt receipt, ReceiptAnswer answer)
    {
        var (figure, seal) = (receipt.Figure, receipt.Seal);
        return new
        {
            state = receipt.Holds ? "holds" : "broken",
            demonstration = seal.IsDemonstration,
            figure = new
            {
                indicator = figure.Indicator,
                reading = figure.Reading,
                version = figure.DefinitionVersion,
                unit = answer.Frame.Tree[figure.UnitId].Key,
                unitId = figure.UnitId,
                month = SealLinks.MonthText(figure.Month),
                numerator = figure.Numerator,
                denominator = figure.Denominator,
                recordCount = figure.RecordCount,
                recordsRoot = Hex(figure.RecordsRoot),
            },
            leaves = receipt.Leaves.Select(Hex),
            seal = new
            {
                number = seal.Number,
                month = Canonical.Day(seal.Month),
                sealedAt = Canonical.Instant(seal.SealedAt),
                horizon = seal.Horizon,
                chainRoot = Hex(seal.ChainRoot),
                figureRoot = Hex(seal.FigureRoot),
                figureCount = seal.FigureCount,
                previousHash = Hex(seal.PreviousHash),
                hash = Hex(seal.Hash),
                signature = Hex(seal.Signature),
                keyId = seal.KeyId,
                publicKey = Convert.ToBase64String(seal.PublicKey),
            },
            proof = answer.Proof is not { } proof
                ? null
                : new
                {
                    record = proof.Record.Text(),
                    index = proof.Index,
                    siblings = proof.Siblings.Select(s => s is null ? null : Hex(s)),
                    root = Hex(proof.Root),
                },
        };
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
