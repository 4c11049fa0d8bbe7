using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.GrassRoots;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Programmes.GrassRoots;

public sealed class GrassRootsTests
{
    private const string Key = "cchc-2025";
    private const FactTraits Payable = FactTraits.FeeDue | FactTraits.PayableOnline;
    private static readonly Guid Weak = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();

    [Fact]
    public void Points_OfACommune_AreTheSharesFurthestBelowTheirYardstick()
    {
        var points = WeakPoints.Of(
            Weak,
            [
                Of("near", 80, new UnitShare(Weak, 79, 100)),
                Of("far", 80, new UnitShare(Weak, 2, 10)),
                Of("met", 80, new UnitShare(Weak, 8, 10)),
                Of("few", 80, new UnitShare(Weak, 0, WeakPoints.LeastRecords - 1)),
                Of("mean", null, new UnitShare(Weak, 5, 10), new UnitShare(Other, 10, 10)),
            ]
        );

        points
            .Select(p => (p.Key, p.Yardstick, p.IsTarget, p.Missing))
            .ShouldBe([("far", 80m, true, 6), ("mean", 75m, false, 3), ("near", 80m, true, 1)]);
        WeakPoints.Of(Other, [Of("far", 80, new UnitShare(Weak, 2, 10))]).ShouldBeEmpty();
    }

    [Fact]
    public void Axes_WithUnevenProgress_NameTheOneBehind()
    {
        var programme = Guid.CreateVersion7();
        Axis Named(int number) =>
            new()
            {
                Id = Guid.CreateVersion7(),
                ProgrammeId = programme,
                Number = number,
                NameVi = $"{number}",
            };
        AssignedTask Task(int axis, int percent, DateOnly due)
        {
            var task = AssignedTask.Create(
                new TaskOrder
                {
                    ProgrammeId = programme,
                    Origin = TaskOrigin.Direction,
                    Axis = axis,
                    Name = "x",
                    UnitId = Weak,
                    DueOn = due,
                },
                Guid.CreateVersion7(),
                axis
            );
            task.Approve(percent, new DateOnly(2024, 3, 1));
            return task;
        }

        var rows = AxisSheet.Of(
            [Named(2), Named(1), Named(3)],
            [
                Task(1, 100, new DateOnly(2024, 2, 29)),
                Task(2, 90, new DateOnly(2024, 3, 29)),
                Task(3, 40, new DateOnly(2024, 3, 1)),
            ],
            [],
            new DateOnly(2024, 3, 6),
            WorkCalendar.National()
        );

        rows.Select(r => (r.Number, r.Progress, r.IsBehind))
            .ShouldBe([(1, 1m, false), (2, 0.9m, false), (3, 0.4m, true), (null, null, false)]);
        (rows[0].Tasks.DoneLate, rows[1].Tasks.Open, rows[2].Tasks.Overdue).ShouldBe((1, 1, 1));
        rows[2].WorstLate.ShouldBe(3);
    }

    [Theory, Engines]
    public async Task Remedy_OfAWeakCommune_IsGivenFromThePageAndStaysBesideIt(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.Database.UseAsync(async db =>
        {
            await db.SeedProgrammeAsync();
            await new FactSheet()
                .Many(2, Shop.AnHai, "2024-01-15", FactKind.Received, Payable)
                .Many(8, Shop.AnHai, "2024-01-15", FactKind.Received, FactTraits.FeeDue)
                .Many(3, Shop.AnHai, "2024-03-01", FactKind.Due, FactTraits.None)
                .Many(1, Shop.AnHai, "2024-03-06", FactKind.Due, FactTraits.None)
                .WriteAsync(db, 12);
        });
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var list = await office.GetAsync(GrassRootsLinks.Communes(Key));
        var row = list.Find("tbody tr");
        row.TextContent.ShouldContain("An Hải");
        row.TextContent.ShouldContain("(2/10)");
        row.TextContent.ShouldContain("thiếu 6");
        row.QuerySelector("td:nth-of-type(2)")!
            .TextContent.Trim()
            .ShouldBe("3", "due today is not overdue");

        var form = await office.GetAsync(GrassRootsLinks.Commune(Key, Shop.AnHai, "T11a"));
        var given = await form.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?>
            {
                ["Name"] = "Phân công người trực thanh toán",
                ["Due"] = "2024-04-05",
            }
        );
        await form.SubmitAsync("main form[method=post]");

        given.Url.ShouldBe(GrassRootsLinks.Communes(Key), given.TextOf("main"));
        var commune = given.FindAll("tbody tr").Single(r => r.TextContent.Contains("An Hải"));
        commune.TextContent.ShouldContain("hạn 05/04/2024");
        commune.TextContent.ShouldNotContain("Chưa giao");
        var task = await shop.CountAsync(db => db.Set<AssignedTask>().SingleAsync());
        (task.Source, task.SourceId, task.UnitId).ShouldBe(
            (TaskSource.Remedy, Unit.IdOf(Shop.AnHai), Unit.IdOf(Shop.AnHai))
        );
        task.Basis!.ShouldContain("20,0 % (2/10)");

        // A head sees the own commune and gives no remedies; others see their own.
        using var head = await shop.SignedInAsync("lanhdao.xa");
        var own = await head.GetAsync(GrassRootsLinks.Communes(Key));
        own.FindAll("tbody tr").Count.ShouldBe(1);
        (await head.GetAsync(GrassRootsLinks.Commune(Key, Shop.AnHai))).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await head.GetAsync(GrassRootsLinks.Axes(Key))).Status.ShouldBe(HttpStatusCode.OK);
        var axes = await office.GetAsync(GrassRootsLinks.Axes(Key));
        axes.FindAll("tbody tr").Count.ShouldBe(7, "six, and what serves all");
    }

    private static UnitFigures Of(string key, decimal? limit, params UnitShare[] units) =>
        new()
        {
            Key = key,
            Name = new Bilingual(key, null),
            Operator = ConditionOperator.AtLeast,
            Limit = limit,
            Units = units,
        };
}
