using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>An overdue task of the commune with a part, a report that waits and an obstacle.</content>
public sealed partial class Scenario
{
    public string Task { get; private set; } = "";

    private async Task TaskAsync(ServiceProvider services, Guid officer)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var clock = scope.ServiceProvider.GetRequiredService<Clock>();
        var programme = await db.Set<Programme>().FirstAsync();
        // Behind those of the demonstration.
        var next = await db.Set<AssignedTask>().MaxAsync(t => t.Number) + 1;
        var whole = new TaskOrder
        {
            ProgrammeId = programme.Id,
            Origin = TaskOrigin.Direction,
            Name = "Niêm yết đủ thủ tục tại Bộ phận một cửa",
            Product = "Bảng niêm yết",
            UnitId = Unit.IdOf(Commune),
            CoOperating = [Unit.IdOf("so-noi-vu")],
            DueOn = clock.Today.AddDays(-20),
        };
        var task = Add(
            AssignedTask.Create(whole, Guid.CreateVersion7(), next),
            AssignedTask.Fields
        );
        task.MoveTo(clock.Today.AddDays(-10));
        task.Escalate(3);
        var part = whole with
        {
            ParentId = task.Id,
            Origin = TaskOrigin.Part,
            Name = "In bảng",
            CoOperating = [],
        };
        Add(AssignedTask.Create(part, Guid.CreateVersion7(), next + 1), AssignedTask.Fields);
        Add(
            new TaskProgress
            {
                Id = Guid.CreateVersion7(),
                TaskId = task.Id,
                Number = 1,
                Percent = 60,
                Text = "Đã soạn xong nội dung.",
                ReportedAt = clock.Now,
                ReportedBy = officer,
            },
            TaskProgress.Fields
        );
        Add(
            new Obstacle
            {
                Id = Guid.CreateVersion7(),
                TaskId = task.Id,
                Number = 1,
                Text = "Chưa có kinh phí in.",
                Proposal = "Cấp từ nguồn cải cách hành chính.",
                RaisedAt = clock.Now,
                AtUnitId = Unit.IdOf(Commune),
                Since = clock.Today,
            },
            Obstacle.Fields
        );
        await db.SaveChangesAsync();
        Task = task.Number.ToString(CultureInfo.InvariantCulture);

        T Add<T>(T row, ChainedFields<T> fields)
            where T : class, IChained
        {
            var history = new ChainedRow<T>(fields, row);
            db.Add(row);
            db.Add(history.Record(row is AssignedTask ? "assigned" : "added", clock.Now, officer));
            return row;
        }
    }
}
