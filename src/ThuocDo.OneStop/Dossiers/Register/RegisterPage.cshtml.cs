using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers.Papers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Register;

/// <summary>
/// The register of an office for some days, as a page and as PDF on A4 (Circular 01/2018/TT-VPCP Art 9.2; Form 06 of
/// 2018, Form 07 of 2025). It names applicants, so it is for those who receive there.
/// </summary>
[Requires(Permissions.DossierReceive)]
public sealed class RegisterPageModel(
    RegisterReader reader,
    UnitDirectory directory,
    ICurrentUser user,
    DemonstrationMode demonstration,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty(Name = "tu-ngay", SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(Name = "den-ngay", SupportsGet = true)]
    public DateOnly? To { get; set; }

    public IReadOnlyList<Unit> Offices { get; private set; } = [];

    public Unit? Office { get; private set; }

    public IReadOnlyList<RegisterLine> Lines { get; private set; } = [];

    public IEnumerable<SelectListItem> OfficeItems =>
        Offices.Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key));

    public async Task OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Office is null || !ModelState.IsValid)
        {
            return Page();
        }

        if (DocumentFonts.OfThisMachine is not { } fonts)
        {
            ModelState.Wrong("", texts, "paper.pdf.no-font", DocumentFonts.Package);
            return Page();
        }

        var pdf = new PdfWriter(fonts).Write(Print(Office));
        return File(
            pdf,
            "application/pdf",
            string.Create(
                CultureInfo.InvariantCulture,
                $"so-theo-doi-{Office.Key}-{From:yyyyMMdd}-{To:yyyyMMdd}.pdf"
            )
        );
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        Offices =
        [
            .. tree
                .All.Where(u =>
                    u.Identifier is not null && user.Can(Permissions.DossierReceive, u.Id)
                )
                .OrderBy(u => u.IsValidOn(clock.Today) ? 0 : 1)
                .ThenBy(u => u.Level)
                .ThenBy(u => u.ShortName, StringComparer.Create(Formats.Sorting, false)),
        ];
        Office =
            Offices.FirstOrDefault(u => u.Key == UnitKey)
            ?? (Offices.Count > 0 ? Offices[0] : null);
        UnitKey = Office?.Key;
        To ??= clock.Today;
        From ??= To.Value.AddDays(1 - To.Value.Day);
        if (From > To || To.Value.DayNumber - From.Value.DayNumber >= RegisterReader.MostDays)
        {
            ModelState.Wrong("tu-ngay", texts, "paper.register.span", RegisterReader.MostDays);
            return;
        }

        if (Office is not null)
        {
            Lines = await reader.ReadAsync(Office.Id, From.Value, To.Value, cancellation);
        }
    }

    private PrintedDocument Print(Unit office)
    {
        var language = Texts.CurrentLanguage;
        var regime = RegimeRules.Find(From!.Value)?.Regime ?? LegalRegime.R61;
        var form = StatutoryForms.Of(FormKind.Register, regime, To!.Value);
        var name = form.Name.In(language);
        return new PrintedDocument
        {
            Size = PaperSize.A4Wide,
            Title = $"{name} {office.Key}",
            Language = language,
            MadeAt = clock.Now,
            Footer = demonstration.IsOn
                ? $"{office.NameIn(language)} · {texts["layout.demonstration"]}"
                : office.NameIn(language),
            Blocks =
            [
                new PrintedHead(
                    [office.NameIn(language), texts["paper.one-stop-unit"]],
                    [texts["paper.state"], texts["paper.motto"]],
                    0.6f
                ),
                new PrintedTitle(
                    name.ToUpper(CultureInfo.InvariantCulture),
                    form.Heading(texts, texts["paper.register.period", From.Value, To.Value])
                ),
                Table(),
            ],
        };
    }

    private PrintedTable Table() =>
        new(
            [
                texts["paper.register.no"],
                texts["paper.register.code"],
                texts["paper.register.content"],
                texts["paper.register.sets"],
                texts["paper.register.applicant"],
                texts["paper.register.lead-unit"],
                texts["paper.register.received"],
                texts["paper.register.due"],
                texts["paper.register.returned"],
                texts["paper.register.manner"],
                texts["paper.register.sign"],
                texts["paper.register.note"],
            ],
            [0.5f, 2.5f, 1.8f, 0.5f, 1.8f, 1.4f, 1.1f, 1.1f, 1.1f, 0.9f, 0.7f, 0.9f],
            [
                .. Lines.Select(
                    (line, i) =>
                        (IReadOnlyList<string>)
                            [
                                Formats.Number(i + 1),
                                line.Code,
                                line.Content,
                                "1",
                                line.Contact.Length == 0
                                    ? line.Applicant
                                    : $"{line.Applicant}, {line.Contact}",
                                line.Lead,
                                Formats.Instant(line.ReceivedAt),
                                Formats.Instant(line.PromisedAt),
                                Formats.Instant(line.ReturnedAt),
                                texts[line.ByPost ? "filing.return.post" : "filing.return.counter"],
                                "",
                                line.Note,
                            ]
                ),
            ]
        );
}
