using System.Text;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cycle;

/// <summary>
/// Takes what agencies wrote into the draft of the report, a section for each question, each paragraph with the agency it comes from.
/// Doing it again replaces these sections and leaves the rest of the text alone. Figures of agencies are not copied: those of the report are
/// bound to its own unit and days.
/// </summary>
public sealed class ContributionMerger(
    ThuocDoDb db,
    UnitDirectory directory,
    INationalCalendar calendars,
    ReportDesk reports,
    Texts texts
)
{
    /// <summary>Headings of the sections with what agencies wrote, by any form there ever was.</summary>
    public static IReadOnlySet<string> HeadingsIn(Texts texts) =>
        ContributionForm
            .Questions.Select(q =>
                texts.In(NumberWords.Language, "cycle.merged.heading", q.In(NumberWords.Language))
            )
            .ToHashSet();

    /// <param name="key">Idempotency key of the form.</param>
    /// <returns>The report.</returns>
    public async Task<Outcome<Guid>> MergeAsync(
        string key,
        ReportRound round,
        CancellationToken cancellation
    )
    {
        var window = ReportWindow.Of(
            round.Period,
            round.Year,
            await calendars.NationalAsync(cancellation)
        );
        if (window is not { HasReport: true })
        {
            return Outcome<Guid>.Refused("cycle.refused.no-report");
        }

        var parts = await db.Set<Contribution>()
            .AsNoTracking()
            .Where(c => c.RoundId == round.Id && c.State == ContributionState.Accepted)
            .ToListAsync(cancellation);
        if (parts.Count == 0)
        {
            return Outcome<Guid>.Refused("cycle.refused.none-accepted");
        }

        var drafted = await DraftAsync(key, round, window, cancellation);
        if (!drafted.Succeeded)
        {
            return drafted;
        }

        db.ChangeTracker.Clear();
        var report = await db.Set<Report>()
            .AsNoTracking()
            .SingleAsync(r => r.Id == drafted.Value, cancellation);
        var tree = await directory.GetAsync(cancellation);
        var text = Merge(
            report.Text,
            ContributionForm.On(round.To),
            [
                .. parts
                    .Select(p => (tree[p.UnitId].Name, p.AnswersByKey))
                    .OrderBy(p => p.Name, StringComparer.Create(Formats.Sorting, false)),
            ]
        );
        var saved = await reports.SaveAsync(
            new ReportEdit(key + "-save", report.Id, report.Version, text),
            cancellation
        );
        return saved.Succeeded ? drafted : Outcome<Guid>.From(saved);
    }

    /// <summary>The draft that there is, or a new one.</summary>
    private async Task<Outcome<Guid>> DraftAsync(
        string key,
        ReportRound round,
        ReportWindow window,
        CancellationToken cancellation
    )
    {
        var quarter = window.Quarter;
        var kind = quarter is null ? ReportKind.Yearly : ReportKind.Quarterly;
        var there = await db.Set<Report>()
            .AsNoTracking()
            .Where(r =>
                r.UnitId == round.UnitId
                && r.Kind == kind
                && r.Year == round.Year
                && r.Quarter == quarter
                && r.State == ReportState.Draft
            )
            .OrderByDescending(r => r.CutAt)
            .Select(r => (Guid?)r.Id)
            .FirstOrDefaultAsync(cancellation);
        return there is { } id
            ? Outcome<Guid>.Of(id)
            : await reports.DraftAsync(
                new NewReport(key + "-draft", kind, round.Year, quarter, round.UnitId),
                cancellation
            );
    }

    /// <param name="parts">Name of the agency and its answers.</param>
    public string Merge(
        string text,
        IReadOnlyList<FormField> form,
        IReadOnlyList<(string Name, IReadOnlyDictionary<string, string> Answers)> parts
    )
    {
        var merged = form.Where(f => !f.IsFigure)
            .ToDictionary(
                f => f.Key,
                f => T("cycle.merged.heading", f.Label.In(NumberWords.Language))
            );
        var whole = new StringBuilder();
        foreach (
            var section in ReportText
                .Parse(text)
                .Sections.Where(s => !merged.ContainsValue(s.Heading))
        )
        {
            Heading(whole, section.Heading);
            foreach (var paragraph in section.Paragraphs)
            {
                whole.AppendJoin('\n', paragraph.Sentences.Select(s => s.Template)).Append("\n\n");
            }
        }

        foreach (var (key, heading) in merged)
        {
            var answered = parts.Where(p => p.Answers.ContainsKey(key)).ToList();
            if (answered.Count == 0)
            {
                continue;
            }

            Heading(whole, heading);
            foreach (var (name, answers) in answered)
            {
                var lines = Lines(answers[key]);
                whole
                    .Append(T("cycle.merged.source", name, lines.FirstOrDefault() ?? ""))
                    .Append('\n')
                    .AppendJoin('\n', lines.Skip(1))
                    .Append("\n\n");
            }
        }

        return whole.ToString();
    }

    private static void Heading(StringBuilder text, string heading)
    {
        if (heading.Length > 0)
        {
            text.Append(ReportText.HeadingMark).Append(' ').Append(heading).Append('\n');
        }
    }

    /// <summary>An answer binds no numbers and begins no section, whatever its author typed.</summary>
    private static List<string> Lines(string answer) =>
        [
            .. answer
                .ReplaceLineEndings("\n")
                .Replace('{', '(')
                .Replace('}', ')')
                .Split('\n')
                .Select(line => line.Trim().TrimStart(ReportText.HeadingMark).Trim())
                .Where(line => line.Length > 0),
        ];

    private string T(string key, params object?[] arguments) =>
        texts.In(NumberWords.Language, key, arguments);
}
