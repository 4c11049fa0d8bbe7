using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Cycle;
using ThuocDo.Programmes.Reports.Claims;
using ThuocDo.Programmes.Reports.Drafting;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Reports;

/// <param name="Key">Idempotency key of the form.</param>
public sealed record NewReport(string Key, ReportKind Kind, int Year, int? Quarter, Guid UnitId);

/// <param name="Version">Of the report as the officer saw it.</param>
public sealed record ReportEdit(string Key, Guid Id, Guid Version, string Text);

/// <param name="Number">Of the document.</param>
public sealed record ReportIssue(string Key, Guid Id, Guid Version, string Number, string Signer);

/// <summary>Drafts, saves and issues reports. Figures are read before the transaction: a report says at which instant.</summary>
public sealed class ReportDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    NumberReader numbers,
    NumberWords words,
    UnitDirectory directory,
    ICurrentUser user,
    Texts texts,
    Clock clock
)
{
    public async Task<Outcome<Guid>> DraftAsync(NewReport request, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var unit = tree.Find(request.UnitId);
        if (unit is null || !user.Can(Permissions.ReportManage, unit.Id))
        {
            return Outcome<Guid>.Refused("report.refused.not-allowed");
        }

        var report = new Report
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
            Kind = request.Kind,
            Year = request.Year,
            Quarter = request.Quarter,
            UnitId = unit.Id,
        };
        if (report.Period.From > clock.Today)
        {
            return Outcome<Guid>.Refused("report.refused.early", report.Period.From);
        }

        var cut = clock.Now;
        var days = report.Period.UpTo(clock.Today);
        var sheet = await numbers.ReadAsync(
            ReportDrafter.NumbersOf(request.Kind),
            unit.Key,
            days,
            cancellation
        );
        var text = ReportDrafter.Write(request.Kind, sheet, unit.Name);
        return await unitOfWork.RunAsync(
            new ActionKey(request.Key, "report.draft", user.UserId),
            _ =>
            {
                var history = new ChainedRow<Report>(Report.Fields, report);
                report.Write(text.ToString(), sheet.ToJson(), cut);
                db.Add(report);
                db.Add(history.Record("drafted", clock.Now, user.UserId));
                return Task.FromResult(Outcome<Guid>.Of(report.Id));
            },
            cancellation
        );
    }

    /// <summary>Keeps the text and reads its figures anew; a false claim is kept too and stops the issue, not the work.</summary>
    public async Task<Outcome> SaveAsync(ReportEdit edit, CancellationToken cancellation)
    {
        if (await FindAsync(edit.Id, cancellation) is not { } report)
        {
            return Outcome.Refused("report.refused.not-allowed");
        }

        var unit = (await directory.GetAsync(cancellation))[report.UnitId];
        var text = ReportText.Parse(edit.Text);
        if (await ForeignUnitAsync(text, cancellation) is { } foreign)
        {
            return Outcome.Refused("report.refused.unit", foreign);
        }

        var cut = clock.Now;
        var sheet = await numbers.ReadAsync(
            text,
            unit.Key,
            report.Period.UpTo(clock.Today),
            cancellation
        );
        return await ChangeAsync(
            new ActionKey(edit.Key, "report.save", user.UserId),
            edit.Id,
            edit.Version,
            "written",
            r => r.Write(text.ToString(), sheet.ToJson(), cut),
            cancellation
        );
    }

    public async Task<Outcome> IssueAsync(ReportIssue issue, CancellationToken cancellation)
    {
        if (await FindAsync(issue.Id, cancellation) is not { } report)
        {
            return Outcome.Refused("report.refused.not-allowed");
        }

        var check = CheckOf(report);
        return check.Passes
            ? await ChangeAsync(
                new ActionKey(issue.Key, "report.issue", user.UserId),
                issue.Id,
                issue.Version,
                "issued",
                r => r.Issue(issue.Number.Trim(), clock.Today, issue.Signer.Trim().Normalize()),
                cancellation,
                (r, token) => NumberTakenAsync(r, issue.Number, token)
            )
            : Outcome.Refused(
                "report.refused.check",
                check.Claims.Count,
                check.Numbers.Count,
                check.Unbound.Count
            );
    }

    public TextCheck CheckOf(Report report) =>
        TextCheck.Of(
            ReportText.Parse(report.Text),
            NumberSheet.FromJson(report.Figures),
            words,
            ContributionMerger.HeadingsIn(texts)
        );

    private async Task<Outcome> ChangeAsync(
        ActionKey key,
        Guid id,
        Guid version,
        string type,
        Action<Report> change,
        CancellationToken cancellation,
        Func<Report, CancellationToken, Task<Outcome?>>? refusal = null
    ) =>
        await unitOfWork.RunAsync(
            key,
            async token =>
            {
                var report = await db.Set<Report>().SingleAsync(r => r.Id == id, token);
                if (report.Version != version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (report.State != ReportState.Draft)
                {
                    return Outcome.Refused("report.refused.issued", report.Number);
                }

                if (refusal is not null && await refusal(report, token) is { } refused)
                {
                    return refused;
                }

                var history = new ChainedRow<Report>(Report.Fields, report);
                change(report);
                db.Add(history.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Two who issue at once are told apart by the index of the table; the second then finds the first here.</summary>
    private async Task<Outcome?> NumberTakenAsync(
        Report report,
        string number,
        CancellationToken cancellation
    )
    {
        var key = Report.KeyOf(number, clock.Today);
        return await db.Set<Report>()
            .AnyAsync(
                r => r.UnitId == report.UnitId && r.Kind == report.Kind && r.NumberKey == key,
                cancellation
            )
            ? Outcome.Refused("report.refused.number", number.Trim())
            : null;
    }

    private async Task<Report?> FindAsync(Guid id, CancellationToken cancellation) =>
        await db.Set<Report>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellation)
            is { } report
        && user.Can(Permissions.ReportManage, report.UnitId)
            ? report
            : null;

    /// <summary>A number of a unit whose board the officer may not see.</summary>
    private async Task<string?> ForeignUnitAsync(ReportText text, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        return text
            .Sentences.SelectMany(s => s.Numbers)
            .Select(n => n.Unit)
            .OfType<string>()
            .FirstOrDefault(key =>
                tree.Find(key) is { } unit && !user.Can(Permissions.BoardView, unit.Id)
            );
    }
}
