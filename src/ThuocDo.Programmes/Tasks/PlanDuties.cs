using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Tasks;

/// <summary>
/// Whoever has issued an action plan has done the duty to issue one: the adoption of the plan settles the task on the day of the
/// plan, and nobody types it a second time.
/// </summary>
public sealed class PlanDuties(
    ThuocDoDb db,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public const string Issued = "plan-issued";

    /// <summary>In the transaction of the adoption.</summary>
    public async Task SettleAsync(Programme plan, CancellationToken cancellation)
    {
        if (plan is not { CarriesOutId: { } higher, IssuerId: { } issuer })
        {
            return;
        }

        var heir = (await directory.GetAsync(cancellation)).HeirOf(issuer, clock.Today)?.Id;
        var numbers = Of(db, higher);
        var tasks = await db.Set<AssignedTask>()
            .Where(t =>
                t.ProgrammeId == higher
                && t.Origin == TaskOrigin.Duty
                && numbers.Contains(t.OriginNumber!.Value)
                && (t.UnitId == issuer || t.UnitId == heir || t.DueUnitId == issuer)
                && (t.State == TaskState.Open || t.State == TaskState.Reported)
                && !db.Set<AssignedTask>()
                    .Any(p =>
                        p.ParentId == t.Id
                        && (p.State == TaskState.Open || p.State == TaskState.Reported)
                    )
            )
            .ToListAsync(cancellation);
        foreach (var task in tasks)
        {
            await SettleAsync(task, plan, cancellation);
        }
    }

    /// <summary>Numbers of the duties of a programme to issue an action plan.</summary>
    internal static IQueryable<int> Of(ThuocDoDb db, Guid programme) =>
        db.Set<Duty>()
            .Where(d =>
                d.Kind == DutyKind.ActionPlan
                && db.Set<Addressee>().Any(a => a.Id == d.AddresseeId && a.ProgrammeId == programme)
            )
            .Select(d => d.Number);

    private async Task SettleAsync(
        AssignedTask task,
        Programme plan,
        CancellationToken cancellation
    )
    {
        var (now, actor) = (clock.Now, user.UserId);
        var earlier = await db.Set<TaskProgress>()
            .Where(p => p.TaskId == task.Id)
            .ToListAsync(cancellation);
        foreach (var waiting in earlier.Where(p => p.State == ProgressState.Waiting))
        {
            var history = new ChainedRow<TaskProgress>(TaskProgress.Fields, waiting);
            waiting.Settle(ProgressState.Replaced, null, now, actor);
            db.Add(history.Record("settled", now, actor));
        }

        var progress = new TaskProgress
        {
            Id = Guid.CreateVersion7(),
            TaskId = task.Id,
            Number = earlier.Count + 1,
            Percent = 100,
            Text = $"{plan.Number} {plan.TitleVi}".Trim(),
            ReportedAt = now,
            ReportedBy = actor,
        };
        progress.Settle(ProgressState.Approved, null, now, actor);
        var ofTask = new ChainedRow<AssignedTask>(AssignedTask.Fields, task);
        task.Report(100);
        task.Approve(100, plan.AdoptedOn ?? clock.Today);
        db.AddRecorded(TaskProgress.Fields, progress, "reported", now, actor);
        db.Add(ofTask.Record(Issued, now, actor, ("plan", progress.Text)));
    }
}
