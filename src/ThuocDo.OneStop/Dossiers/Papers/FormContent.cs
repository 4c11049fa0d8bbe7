using System.Globalization;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Papers;

/// <summary>What a statutory form says about one dossier, for the writer of PDF; the fields are those of the printed page.</summary>
public sealed class FormContent(Texts texts, PaperPage page, string trackingAddress)
{
    /// <summary>Free height under the titles of the signatures, in points.</summary>
    private const float SignatureRoom = 56;

    private readonly string language = Texts.CurrentLanguage;

    private DossierFile Folder => page.Folder;

    private Dossier Dossier => page.Folder.Dossier;

    public PrintedDocument Make(string footer) =>
        new()
        {
            Size = PaperSize.A5,
            Title = $"{page.Form.Name.In(language)} {Dossier.Code}",
            Language = language,
            MadeAt = page.Cause.Event.At,
            Footer = footer,
            Blocks = [.. Head(), .. Applicant(), .. Body(), .. Foot()],
        };

    private IEnumerable<PrintedBlock> Head()
    {
        yield return new PrintedHead(
            [Folder.Receiving.NameIn(language), texts["paper.one-stop-unit"]],
            [texts["paper.state"], texts["paper.motto"]],
            0.64f
        );
        yield return new PrintedTitle(
            page.Form.Name.In(language).ToUpper(CultureInfo.InvariantCulture),
            page.Form.Heading(texts, $"{texts["paper.number"]} {Dossier.Code}")
        );
    }

    private IEnumerable<PrintedBlock> Applicant()
    {
        var applicant = Folder.Applicant;
        yield return Fact("paper.from", applicant?.Name ?? texts["dossier.applicant.erased"], true);
        if (applicant?.IdentityNumber is { Length: > 0 } identity)
        {
            yield return Fact("dossier.identity", identity);
        }

        if (applicant?.Address is { Length: > 0 } address)
        {
            yield return Fact("dossier.address", address);
        }

        var contact = $"{applicant?.Phone} {applicant?.Email}".Trim();
        if (contact.Length > 0)
        {
            yield return Fact("paper.contact", contact);
        }

        var more = Dossier.Subject == Folder.Procedure.ShortVi ? "" : ". " + Dossier.Subject;
        yield return Fact(
            "paper.content",
            $"{Folder.Procedure.NameIn(language)} ({Folder.Procedure.Code}){more}"
        );
    }

    private IEnumerable<PrintedBlock> Body() =>
        page.Kind switch
        {
            FormKind.Receipt => Receipt(),
            FormKind.Supplement => Supplement(),
            FormKind.Refusal => Refusal(),
            FormKind.Apology => Apology(),
            FormKind.Control => Control(),
            FormKind.Stop => Stop(),
            _ => throw new NotSupportedException($"{page.Kind} is no form of one dossier."),
        };

    private IEnumerable<PrintedBlock> Receipt()
    {
        yield return new PrintedText(texts["paper.papers"] + ":");
        yield return Papers();
        yield return Fact("paper.sets", "1");
        yield return Fact("paper.limit", Folder.Work.Version.StatutoryLimit.InWords.Render(texts));
        yield return Fact("paper.received", Formats.Instant(Dossier.ReceivedAt));
        yield return Fact(
            "paper.return",
            Formats.Instant(Folder.Work.Clock.Promised ?? Dossier.FirstPromisedAt),
            true
        );
        yield return Fact(
            "paper.place",
            Dossier.ReturnByPost
                ? texts["dossier.return.post"]
                : texts["paper.place.counter", Folder.Receiving.NameIn(language)]
        );
        yield return Fact(
            "dossier.fee",
            texts[DossierTexts.Fee(Dossier), Formats.Money(Dossier.Fee)]
        );
        foreach (var line in page.Asked)
        {
            yield return new PrintedFact(
                line.Name.In(language),
                texts[
                    "bill.charge",
                    line.Quantity,
                    Formats.Money(line.Price),
                    Formats.Money(line.Amount)
                ]
            );
        }

        yield return new PrintedCode(
            trackingAddress,
            [texts["paper.tracking"], trackingAddress, texts["paper.tracking.no-secret"]]
        );
    }

    private IEnumerable<PrintedBlock> Supplement()
    {
        yield return Fact("paper.received", Formats.Instant(Dossier.ReceivedAt));
        yield return new PrintedText(texts["paper.supplement.ask"]);
        yield return Papers();
        yield return Fact("act.reason", Reason());
        yield return Fact(
            "paper.basis",
            page.Cause["sector_law"]
                ?? Citation.OnPaper(Folder.Work.Rules.SupplementReturnWithin.Citation).Render(texts)
        );
        yield return Fact(
            "paper.officer",
            Folder.NameOf(page.Cause.Event.ActorId) ?? Folder.Unit.NameIn(language)
        );
        yield return new PrintedText(texts["paper.supplement.after"]);
    }

    private IEnumerable<PrintedBlock> Refusal()
    {
        yield return Fact("paper.received", Formats.Instant(Dossier.ReceivedAt));
        yield return Fact("paper.refusal.reason", Reason());
        yield return new PrintedText(texts["paper.refusal.rights"]);
    }

    private IEnumerable<PrintedBlock> Stop()
    {
        yield return Fact("paper.received", Formats.Instant(Dossier.ReceivedAt));
        yield return Fact("paper.stop.from", Formats.Instant(page.Cause.Event.At), true);
        yield return Fact("paper.stop.reason", Reason());
        yield return Fact("paper.basis", page.Cause["basis"] ?? "");
        yield return Fact(
            "dossier.fee",
            texts[DossierTexts.Fee(Dossier), Formats.Money(Dossier.Fee)]
        );
        yield return new PrintedText(
            texts["paper.stop.originals", Folder.Receiving.NameIn(language)]
        );
        yield return new PrintedText(texts["paper.refusal.rights"]);
    }

    private IEnumerable<PrintedBlock> Apology()
    {
        var slip = (ApologySlipModel)page;
        yield return Fact("paper.received", Formats.Instant(Dossier.ReceivedAt));
        yield return Fact("paper.apology.was", Formats.Instant(slip.Before));
        yield return new PrintedText(texts["paper.apology.sorry", Folder.Unit.NameIn(language)]);
        yield return Fact("paper.apology.reason", Reason());
        yield return Fact("paper.apology.new", Formats.Instant(slip.NewDate), true);
    }

    private IEnumerable<PrintedBlock> Control()
    {
        yield return Fact("paper.received", Formats.Instant(Dossier.ReceivedAt));
        yield return Fact("dossier.due", Formats.Instant(Folder.Work.Clock.Due));
        yield return Fact("dossier.unit", Folder.Unit.NameIn(language));
        yield return new PrintedTable(
            [
                texts["dossier.ledger.at"],
                texts["paper.control.act"],
                texts["paper.control.who"],
                texts["paper.control.note"],
            ],
            [1.3f, 1.6f, 1.5f, 2],
            [
                .. Folder
                    .Events.Where(e => e.Event.Type != "secret-issued")
                    .Select(item =>
                        (IReadOnlyList<string>)
                            [
                                Formats.Instant(item.Event.At),
                                DossierEvents.InWords(item.Event.Type).Render(texts),
                                item.Event.ActorId is null
                                    ? texts["dossier.actor.system"]
                                    : Folder.NameOf(item.Event.ActorId)
                                        ?? texts["dossier.actor.unknown"],
                                string.Join(' ', DossierTexts.Details(item, Folder, texts)),
                            ]
                    ),
            ]
        );
        yield return new PrintedText(
            texts["paper.control.result"]
                + " "
                + (
                    Dossier.Timeliness is { } how
                        ? texts[DossierTexts.Of(how)]
                        : DossierStates.Of(Dossier.State).Name.In(language)
                ),
            Bold: true
        );
    }

    private IEnumerable<PrintedBlock> Foot()
    {
        var date = texts["paper.date", VietnamTime.DayOf(page.Cause.Event.At)];
        switch (page.Kind)
        {
            case FormKind.Receipt:
                yield return new PrintedPair(
                    [texts["paper.sign.applicant"]],
                    [texts["paper.sign.officer"], Folder.NameOf(page.Cause.Event.ActorId) ?? ""],
                    SignatureRoom
                );
                yield return new PrintedText(texts["paper.copies"], Small: true);
                break;
            case FormKind.Supplement:
                yield return new PrintedPair(
                    [texts["paper.sign.applicant"]],
                    [texts["paper.sign.guide"], date],
                    SignatureRoom
                );
                break;
            case FormKind.Refusal:
                yield return new PrintedPair(
                    [texts["paper.sign.applicant"]],
                    [texts["paper.sign.unit", Folder.Unit.NameIn(language)], date],
                    SignatureRoom
                );
                break;
            case FormKind.Stop:
                yield return new PrintedPair(
                    [texts["paper.sign.applicant"]],
                    [texts["paper.sign.head", Folder.Unit.NameIn(language)], date],
                    SignatureRoom
                );
                break;
            case FormKind.Apology:
                yield return new PrintedPair(
                    [],
                    [texts["paper.sign.head", Folder.Unit.NameIn(language)], date],
                    SignatureRoom
                );
                break;
        }
    }

    private PrintedList Papers() =>
        new([
            .. DossierTexts
                .Papers(page.Cause["papers"] ?? "", Folder)
                .Select(p => texts["paper.papers.line", p.NameIn(language), p.Originals, p.Copies]),
        ]);

    private string Reason() => Reasons.InWords(page.Cause["reason"] ?? "", language);

    private PrintedFact Fact(string key, string value, bool bold = false) =>
        new(texts[key], value, bold);
}
