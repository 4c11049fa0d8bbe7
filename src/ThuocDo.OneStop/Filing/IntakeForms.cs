using System.Globalization;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Papers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>
/// The statutory forms of what is not yet a dossier: the request to supplement (Form 02) and the refusal to receive (Form
/// 03). They carry the online reference in place of a dossier code, which there is none yet.
/// </summary>
public sealed class IntakeForms(Texts texts, DemonstrationMode demonstration)
{
    private const float SignatureRoom = 56;

    /// <summary>Which form the last answer of the office has; none while there is none.</summary>
    public static (FormKind Kind, HistoryEvent Cause)? Of(IEnumerable<HistoryEvent> events) =>
        events.LastOrDefault(e => e.Type is "supplement-requested" or "rejected") is { } cause
            ? (cause.Type == "rejected" ? FormKind.Refusal : FormKind.Supplement, cause)
            : null;

    public static string NameOf(FormKind kind, Submission submission) =>
        $"{kind.ToString().ToLowerInvariant()}-{submission.Reference}.pdf";

    /// <summary>Null where the machine has no font to print with.</summary>
    public byte[]? Print(SubmissionFolder folder, FormKind kind, HistoryEvent cause) =>
        DocumentFonts.OfThisMachine is { } fonts
            ? new PdfWriter(fonts).Write(Document(folder, kind, cause))
            : null;

    private PrintedDocument Document(SubmissionFolder folder, FormKind kind, HistoryEvent cause)
    {
        var language = Texts.CurrentLanguage;
        var day = VietnamTime.DayOf(cause.At);
        var rules = RegimeRules.For(day);
        var form = StatutoryForms.Of(kind, rules.Regime, day);
        var reference = folder.Submission.Reference;
        return new PrintedDocument
        {
            Size = PaperSize.A5,
            Title = $"{form.Name.In(language)} {reference}",
            Language = language,
            MadeAt = cause.At,
            Footer = demonstration.IsOn
                ? $"{reference} · {texts["layout.demonstration"]}"
                : reference,
            Blocks =
            [
                new PrintedHead(
                    [folder.Unit?.NameIn(language) ?? "", texts["paper.one-stop-unit"]],
                    [texts["paper.state"], texts["paper.motto"]],
                    0.64f
                ),
                new PrintedTitle(
                    form.Name.In(language).ToUpper(CultureInfo.InvariantCulture),
                    form.Heading(texts, $"{texts["filing.reference"]} {reference}")
                ),
                .. Applicant(folder, language),
                .. kind == FormKind.Refusal
                    ? Refusal(cause, language)
                    : Supplement(folder, cause, rules, language),
                new PrintedPair(
                    [texts["paper.sign.applicant"]],
                    [texts["paper.sign.guide"], texts["paper.date", day]],
                    SignatureRoom
                ),
            ],
        };
    }

    private IEnumerable<PrintedBlock> Applicant(SubmissionFolder folder, string language)
    {
        var content = folder.Content;
        yield return new PrintedFact(texts["paper.from"], content.Name, true);
        foreach (
            var (key, value) in new[]
            {
                ("dossier.identity", content.IdentityNumber),
                ("dossier.address", content.Address),
                ("paper.contact", $"{content.Phone} {content.Email}".Trim()),
            }
        )
        {
            if (!string.IsNullOrEmpty(value))
            {
                yield return new PrintedFact(texts[key], value);
            }
        }

        yield return new PrintedFact(
            texts["paper.content"],
            $"{folder.Procedure.NameIn(language)} ({folder.Procedure.Code})"
        );
        yield return new PrintedFact(
            texts["inbox.official"],
            Formats.Instant(folder.Submission.OfficialAt)
        );
    }

    private IEnumerable<PrintedBlock> Supplement(
        SubmissionFolder folder,
        HistoryEvent cause,
        RegimeRules rules,
        string language
    )
    {
        var asked = SubmissionEvents.Asked([cause])!;
        yield return new PrintedText(texts["paper.supplement.ask"]);
        yield return new PrintedList([
            .. folder
                .Version.Papers.Where(p => asked.Papers.Contains(p.Number))
                .Select(p => p.NameIn(language)),
        ]);
        yield return new PrintedFact(texts["act.reason"], Reasons.InWords(asked.Reason, language));
        yield return new PrintedFact(
            texts["paper.basis"],
            Citation.OnPaper(rules.MaxSupplementsAtIntake.Citation).Render(texts)
        );
    }

    private IEnumerable<PrintedBlock> Refusal(HistoryEvent cause, string language)
    {
        yield return new PrintedFact(
            texts["paper.refusal.reason"],
            Reasons.InWords(SubmissionEvents.Rejection([cause]) ?? "", language)
        );
        yield return new PrintedText(texts["paper.refusal.rights"]);
    }
}
