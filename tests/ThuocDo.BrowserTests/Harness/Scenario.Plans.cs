using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Plans;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;

namespace ThuocDo.BrowserTests.Harness;

/// <content>An action plan, late and weaker than asked, with one item that serves nothing.</content>
public sealed partial class Scenario
{
    public const string Plan = "12-ke-hoach";

    private static async Task PlanAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
        var programme = await db.Set<Programme>().SingleAsync(p => p.Key == "cchc-2025");
        var plan = new Programme
        {
            Id = Guid.CreateVersion7(),
            Key = Plan,
            Number = "12-KH/HU",
            TitleVi = "Kế hoạch thực hiện Nghị quyết về cải cách hành chính",
            IssuerId = Unit.IdOf("huyen-uy-ninh-hai"),
            TermEnd = programme.TermEnd,
            CarriesOutId = programme.Id,
        };
        var target = new Target
        {
            Id = Guid.CreateVersion7(),
            FromVersion = 1,
            ProgrammeId = plan.Id,
            Line = "T01",
            NameVi = "Hồ sơ luân chuyển điện tử giữa các cơ quan",
            Sentence = 1,
            Deadline = programme.TermEnd,
        };
        var condition = new Condition
        {
            Id = Guid.CreateVersion7(),
            FromVersion = 1,
            TargetId = target.Id,
            Key = "T01",
            Order = 0,
            Kind = ConditionKind.Share,
            NameVi = target.NameVi,
            Operator = ConditionOperator.AtLeast,
            Limit = 70,
            Unit = "percent",
            Scope = "all",
            Deadline = programme.TermEnd,
            Indicator = "T10",
            Readings = "dossier-handovers",
            IsConfirmed = true,
        };
        ProgrammeTask Task(int number, string name) =>
            new()
            {
                Id = Guid.CreateVersion7(),
                FromVersion = 1,
                ProgrammeId = plan.Id,
                Number = number,
                NameVi = name,
            };
        var items = ProgrammeItems.None with
        {
            Targets = [target],
            Conditions = [condition],
            Tasks = [Task(1, "Rà soát, cắt giảm thủ tục hành chính"), Task(2, "Trồng cây xanh")],
        };
        db.Add(plan);
        db.Add(target);
        db.Add(condition);
        db.AddRange(items.Tasks);
        db.Add(
            new ProgrammeVersion
            {
                Id = Guid.CreateVersion7(),
                ProgrammeId = plan.Id,
                Number = 1,
                Act = plan.TitleVi,
                ActNumber = plan.Number,
                AdoptedOn = new DateOnly(2021, 11, 12),
                TermEnd = plan.TermEnd,
                Digest = VersionDigest.Of(plan, items),
            }
        );
        foreach (
            var (kind, item, tiedTo) in new[]
            {
                (TieKind.Condition, "T01", "T10"),
                (TieKind.Task, "1", "3"),
                (TieKind.Task, "2", null),
            }
        )
        {
            db.Add(
                new PlanTie
                {
                    Id = Guid.CreateVersion7(),
                    PlanId = plan.Id,
                    Kind = kind,
                    Item = item,
                    TiedTo = tiedTo,
                }
            );
        }

        await db.SaveChangesAsync();
    }
}
