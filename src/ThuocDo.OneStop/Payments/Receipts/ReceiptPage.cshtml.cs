using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Payments.Receipts;

/// <summary>The receipt of a bill, to print or as PDF. A voided one can be read on the bill's page and is not printed.</summary>
[Requires(Permissions.DossierView)]
public sealed class ReceiptPageModel(
    BillReader reader,
    DemonstrationMode demonstration,
    Texts texts
) : PageModel
{
    [FromRoute(Name = "bill")]
    public string Number { get; set; } = "";

    public BillFile Folder { get; private set; } = null!;

    public FeeReceipt Receipt { get; private set; } = null!;

    public ReceiptSeries Series { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await LoadAsync(cancellation) ? Page() : NotFound();

    /// <summary>As PDF; nothing is changed.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (DocumentFonts.OfThisMachine is not { } fonts)
        {
            this.Refuse(Outcome.Refused("paper.pdf.no-font", DocumentFonts.Package), texts);
            return Page();
        }

        return File(
            new PdfWriter(fonts).Write(Document()),
            "application/pdf",
            $"{Receipt.Series}-{Receipt.Number.ToString("0000000", CultureInfo.InvariantCulture)}.pdf"
        );
    }

    private PrintedDocument Document()
    {
        var language = Texts.CurrentLanguage;
        return new PrintedDocument
        {
            Size = PaperSize.A5,
            Title = $"{Series.Form.In(language)} {Receipt.Name}",
            Language = language,
            MadeAt = Receipt.IssuedAt,
            Footer = demonstration.IsOn
                ? $"{Receipt.Name} · {texts["layout.demonstration"]}"
                : Receipt.Name,
            Blocks =
            [
                new PrintedHead(
                    [Folder.Unit.NameIn(language), texts["paper.one-stop-unit"]],
                    [texts["paper.state"], texts["paper.motto"]],
                    0.64f
                ),
                new PrintedTitle(
                    Series.Form.In(language).ToUpper(CultureInfo.InvariantCulture),
                    texts["bill.receipt.number", Receipt.Series, NumberText]
                ),
                .. Facts().Select(f => new PrintedFact(f.Label, f.Value, f.Bold)),
                new PrintedTable(
                    [
                        texts["bill.item"],
                        texts["bill.price"],
                        texts["bill.quantity"],
                        texts["bill.amount"],
                    ],
                    [3.4f, 1.2f, 0.9f, 1.3f],
                    [
                        .. Folder.Bill.Lines.Select(l =>
                            (IReadOnlyList<string>)
                                [
                                    l.Name.In(language),
                                    Formats.Money(l.Price),
                                    Formats.Number(l.Quantity),
                                    Formats.Money(l.Amount),
                                ]
                        ),
                    ]
                ),
                new PrintedPair(
                    [texts["bill.receipt.payer"]],
                    [
                        texts["bill.receipt.collector"],
                        texts["paper.date", VietnamTime.DayOf(Receipt.IssuedAt)],
                        Folder.NameOf(Receipt.IssuedBy) ?? texts["dossier.actor.system"],
                    ],
                    56
                ),
                new PrintedText(texts["bill.receipt.unconfirmed"], Small: true),
            ],
        };
    }

    public string NumberText => Receipt.Number.ToString("0000000", CultureInfo.InvariantCulture);

    /// <summary>The lines of the receipt, on paper and on the page alike.</summary>
    public IEnumerable<(string Label, string Value, bool Bold)> Facts()
    {
        yield return (
            texts["bill.receipt.payer-name"],
            Folder.Payer ?? texts["dossier.applicant.erased"],
            true
        );
        yield return (texts["bill.dossier"], Folder.Dossier.Code, false);
        yield return (texts["bill.number"], Folder.Bill.Number, false);
        yield return (texts["bill.amount"], Formats.Money(Receipt.Amount), true);
        yield return (
            texts["bill.ledger.method"],
            texts[BillTexts.Of(Folder.Bill.Method ?? PaymentMethod.Cash)],
            false
        );
        yield return (texts["bill.receipt.at"], Formats.Instant(Receipt.IssuedAt), false);
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (
            await reader.ReadAsync(Number.ToUpperInvariant(), cancellation)
            is not { Work.ValidReceipt: { } receipt } file
        )
        {
            return false;
        }

        (Folder, Receipt) = (file, receipt);
        Series = ReceiptSeries.On(VietnamTime.DayOf(receipt.IssuedAt));
        return true;
    }
}
