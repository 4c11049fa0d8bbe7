using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Programmes.Year;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Programmes.Year;

public sealed class ReformYearTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.National();

    [Fact]
    public void Calendar_AsShipped_KnowsItsDaysAndConfirmsNothingItHasNotSeen()
    {
        var duties = ReformYear.Of(2025, YearDuty.Shipped, [], Calendar);

        duties.Count.ShouldBe(YearDuty.Shipped.Count);
        duties.Select(d => d.Duty.Key).ShouldBeUnique();
        duties.ShouldAllBe(d => Calendar.IsWorkingDay(d.DueOn) && d.Begin <= d.DueOn);
        var h1 = duties.Single(d => d.Duty.Key == "report-h1");
        h1.Cut.ShouldBe((new DateOnly(2024, 12, 15), new DateOnly(2025, 6, 14)));
        YearDuty.Shipped.ShouldAllBe(d => !d.IsConfirmed && d.Source.Vi.Length > 0);
    }

    [Theory]
    [InlineData("01-31", 2026, "2026-02-02")] // a Saturday
    [InlineData("02-29", 2025, "2025-02-28")]
    [InlineData("01-29", 2025, "2025-02-03")] // Tet
    [InlineData("12-31", 2031, "2031-12-31")] // beyond what is decreed
    public void Due_OnADayOff_IsTheNextWorkingDay(string due, int year, string expected) =>
        ReformYear
            .Of(year, [Duty("x", "01-01", due)], [], Calendar)
            .Single()
            .DueOn.ShouldBe(DateOnly.Parse(expected, null));

    [Fact]
    public void Marks_OfADuty_TheLastDecides()
    {
        var duty = Duty("x", "01-01", "03-31");
        var moved = Mark(1, YearMarkKind.Moved, new DateOnly(2025, 5, 10));
        var done = Mark(2, YearMarkKind.Done, new DateOnly(2025, 5, 9));

        var dated = Of(duty, moved, done);
        dated.DueOn.ShouldBe(new DateOnly(2025, 5, 10), "as the province set it, a Saturday");
        ReformYear.Standing(dated, null, new DateOnly(2025, 6, 1)).State.ShouldBe(DutyState.Done);
        var back = Of(duty, moved, done, Mark(3, YearMarkKind.Restored, null));
        ReformYear
            .Standing(back, null, new DateOnly(2025, 6, 1))
            .ShouldBe(new DutyStanding(DutyState.DoneLate, new DateOnly(2025, 5, 9), null, 39));
        var dropped = Of(duty, moved, Mark(2, YearMarkKind.Dropped, null));
        ReformYear
            .Standing(dropped, null, new DateOnly(2025, 6, 1))
            .State.ShouldBe(DutyState.Dropped);
    }

    [Theory]
    [InlineData("2025-02-01", DutyState.Ahead)]
    [InlineData("2025-03-31", DutyState.Open)]
    [InlineData("2025-04-01", DutyState.Late)]
    public void Standing_WithoutAnythingDone_FollowsTheDay(string today, DutyState state) =>
        ReformYear
            .Standing(Of(Duty("x", "03-01", "03-31")), null, DateOnly.Parse(today, null))
            .State.ShouldBe(state);

    [Fact]
    public void Match_OfALateBriefing_SettlesTheQuarterItLiesInFirst()
    {
        var duties = ReformYear.Of(
            2025,
            [Duty("q1", "01-01", "03-31", "meeting"), Duty("q2", "04-01", "06-30", "meeting")],
            [],
            Calendar
        );
        var april = new YearFact("meeting", Guid.Empty, new DateOnly(2025, 4, 8), "/a");
        var june = new YearFact("meeting", Guid.Empty, new DateOnly(2025, 6, 8), "/b");

        var today = new DateOnly(2025, 12, 31);
        ReformYear.Match(duties, [april], today)[(2025, "q2")].ShouldBe(april);
        ReformYear.Match(duties, [april], today).Keys.ShouldNotContain((2025, "q1"));
        var both = ReformYear.Match(duties, [june, april], today);
        (both[(2025, "q2")], both[(2025, "q1")]).ShouldBe((april, june));
    }

    [Fact]
    public void Match_OfAnyFacts_UsesEachOnceAndNeverTooEarly() =>
        Gen.Int[1, 365]
            .Array[0, 12]
            .Sample(days =>
            {
                var duties = ReformYear.Of(2025, YearDuty.Shipped, [], Calendar);
                var facts = days.Select(
                        (d, i) =>
                            new YearFact(
                                "meeting:briefing",
                                Guid.Empty,
                                new DateOnly(2024, 12, 31).AddDays(d),
                                $"/{i}"
                            )
                    )
                    .ToList();
                var found = ReformYear.Match(duties, facts, new DateOnly(2026, 1, 1));
                return found.Values.Distinct().Count() == found.Count
                    && found.All(f =>
                        duties.Single(d => d.Duty.Key == f.Key.Duty) is var duty
                        && duty.Duty.Evidence == f.Value.Evidence
                        && f.Value.Day >= duty.Begin
                    );
            });

    [Theory]
    [InlineData("report-year", "report:party", false)]
    [InlineData("report-party", "report:party", true)]
    [InlineData("report-party", "duty:3", true)]
    [InlineData("report-h1", "report:q2", false)]
    [InlineData("report-m9", "report:q3", false)]
    [InlineData("report-q1", "report:q1", false)]
    public void Duty_AsShipped_IsShownByItsOwnReportOnly(
        string duty,
        string evidence,
        bool shown
    ) =>
        ReformYear
            .Of(2025, YearDuty.Shipped, [], Calendar)
            .Single(d => d.Duty.Key == duty)
            .IsShownBy(new YearFact(evidence, Guid.Empty, new DateOnly(2025, 12, 20), null, 2025))
            .ShouldBe(shown);

    /// <summary>A yearly report of November settles the duty of its year, and one of the next March too, late.</summary>
    [Theory]
    [InlineData("2025-11-28", 2025, true)]
    [InlineData("2025-11-28", null, false)]
    [InlineData("2025-11-28", 2024, false)]
    [InlineData("2027-03-01", 2025, true)]
    [InlineData("2027-03-01", null, false)]
    public void Duty_OfAYear_IsShownByWhatNamesThatYear(string day, int? year, bool shown) =>
        Of(Duty("report-party", "12-01", "12-15", "report:party"))
            .IsShownBy(
                new YearFact("report:party", Guid.Empty, DateOnly.Parse(day, null), null, year)
            )
            .ShouldBe(shown);

    [Theory]
    [InlineData("2024-12-15", "2025-03-14", true)]
    [InlineData("2025-01-01", "2025-03-31", false)]
    public void Duty_WithACut_IsShownByAReportOfTheseDaysOnly(string from, string to, bool shown)
    {
        var duty = Of(
            Duty("q1", "03-15", "03-25", "report:q1") with
            {
                Cut = (YearDay.Parse("-1:12-15"), YearDay.Parse("03-14")),
            }
        );
        var report = new YearFact("report:q1", Guid.Empty, new(2025, 3, 20), null, 2025);

        duty.IsShownBy(
                report with
                {
                    Days = (DateOnly.Parse(from, null), DateOnly.Parse(to, null)),
                }
            )
            .ShouldBe(shown);
    }

    [Fact]
    public void Match_OfADutyRecordedByHand_LeavesLaterFactsToTheOthers()
    {
        var marks = new[]
        {
            new YearMark
            {
                Id = Guid.CreateVersion7(),
                Year = 2025,
                Duty = "q1",
                Number = 1,
                Kind = YearMarkKind.Done,
                Day = new DateOnly(2025, 3, 20),
                At = new DateTime(2025, 3, 20, 3, 0, 0, DateTimeKind.Utc),
            },
        };
        var duties = ReformYear.Of(
            2025,
            [Duty("q1", "01-01", "03-31", "meeting"), Duty("q2", "04-01", "06-30", "meeting")],
            marks,
            Calendar
        );
        var held = new YearFact("meeting", Guid.Empty, new DateOnly(2025, 7, 5), "/a");

        ReformYear
            .Match(duties, [held], new DateOnly(2025, 8, 1))
            .ShouldHaveSingleItem()
            .Key.ShouldBe((2025, "q2"));
    }

    [Fact]
    public void Match_OfOneMeetingInJanuary_SettlesNoDutyOfTwoYears()
    {
        var quarters = new[]
        {
            Duty("q4", "10-01", "12-31", "meeting"),
            Duty("q1", "01-01", "03-31", "meeting"),
        };
        DatedDuty[] years =
        [
            .. ReformYear.Of(2024, quarters, [], Calendar),
            .. ReformYear.Of(2025, quarters, [], Calendar),
        ];
        var held = new YearFact("meeting", Guid.Empty, new DateOnly(2025, 1, 10), "/a");

        var found = ReformYear.Match(years, [held], new DateOnly(2025, 6, 1));

        found.ShouldHaveSingleItem().Key.ShouldBe((2025, "q1"));
    }

    [Fact]
    public void Match_OfADutyMovedIntoTheNextYear_NeedsADialogueOfItsOwn()
    {
        var duty = Duty("x", "01-01", "11-30", "dialogue");
        DatedDuty[] years =
        [
            .. ReformYear.Of(
                2025,
                [duty],
                [Mark(1, YearMarkKind.Moved, new DateOnly(2026, 2, 27))],
                Calendar
            ),
            .. ReformYear.Of(2026, [duty], [], Calendar),
        ];
        var first = new YearFact("dialogue", Guid.Empty, new DateOnly(2026, 2, 10), "/a");
        var second = first with { Day = new DateOnly(2026, 2, 20) };
        var today = new DateOnly(2026, 3, 1);

        ReformYear.Match(years, [first], today).ShouldHaveSingleItem().Key.Year.ShouldBe(2025);
        ReformYear.Match(years, [first, second], today).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("2025-03-09", 0)]
    [InlineData("2025-03-10", 1)]
    public void Match_OfWhatIsPlanned_WaitsForItsDay(string today, int settled) =>
        ReformYear
            .Match(
                [Of(Duty("x", "01-01", "03-31", "meeting"))],
                [new YearFact("meeting", Guid.Empty, new DateOnly(2025, 3, 10), null)],
                DateOnly.Parse(today, null)
            )
            .Count.ShouldBe(settled);

    [Fact]
    public void Record_TakenBack_LeavesTheDutyUndoneAndTheDecisionAsItWas()
    {
        var duty = Duty("x", "01-01", "03-31");
        var moved = Mark(1, YearMarkKind.Moved, new DateOnly(2025, 5, 10));
        var done = Mark(2, YearMarkKind.Done, new DateOnly(2025, 5, 9));

        var dated = Of(duty, moved, done, Mark(3, YearMarkKind.TakenBack, null));

        (dated.Record, dated.Decision).ShouldBe((null, moved));
        ReformYear.Standing(dated, null, new DateOnly(2025, 6, 1)).State.ShouldBe(DutyState.Late);
    }

    [Theory, Engines]
    public async Task Duty_MovedAndRecorded_StandsOnThePageAndInTheChain(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await shop.Database.UseAsync(db => db.SeedProgrammeAsync());
        using var office = await shop.SignedInAsync("noivu");
        var page = await office.GetAsync(YearLinks.Of(2024));
        page.FindAll("tbody tr").Count.ShouldBe(YearDuty.Shipped.Count);
        page.TextOf("tbody").ShouldContain("Chưa xác nhận");

        var form = await office.GetAsync(YearLinks.Duty(2024, "conference"));
        (
            await form.SubmitAsync(
                "main form[method=post]",
                new Dictionary<string, string?> { ["Kind"] = "Moved", ["Day"] = "2024-04-26" }
            )
        )
            .TextOf(".error-summary")
            .ShouldContain("lý do");
        page = await form.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?>
            {
                ["Kind"] = "Moved",
                ["Day"] = "2024-04-26",
                ["Reason"] = "Chờ công bố chỉ số.",
            }
        );
        page.TextOf("tbody").ShouldContain("Chờ công bố chỉ số.");

        // The form was open before: it speaks of a duty without marks.
        (await MarkAsync(shop, "m1", 0)).IsStale.ShouldBeTrue();
        (await MarkAsync(shop, "m2", 1, Role.Leader)).Key.ShouldBe("year.refused.not-allowed");
        (await BackAsync(shop, "b0", 1, "Nhầm năm.")).Key.ShouldBe("year.refused.nothing");
        (await MarkAsync(shop, "m3", 1)).Succeeded.ShouldBeTrue();
        (await BackAsync(shop, "b1", 2, null)).Key.ShouldBe("year.refused.reason");
        (await BackAsync(shop, "b2", 2, "Nhầm năm.")).Succeeded.ShouldBeTrue();
        (await BackAsync(shop, "b3", 3, "Nhầm năm.")).Key.ShouldBe("year.refused.nothing");
        (await VerifyAsync(shop)).ShouldHaveSingleItem();
        await shop.Database.UseAsync(db =>
            db.Set<YearMark>()
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.Day, new DateOnly(2024, 12, 1)))
        );
        (await VerifyAsync(shop)).ShouldContain(line => line.Contains("year-mark"));
    }

    private static Task<Outcome> BackAsync(Shop shop, string key, int seen, string? reason) =>
        shop.AsAsync(
            Role.HomeAffairs,
            "ninh-thuan",
            s =>
                s.GetRequiredService<YearDesk>()
                    .MarkAsync(
                        new NewYearMark
                        {
                            Key = key,
                            Year = 2024,
                            Duty = "conference",
                            Seen = seen,
                            Kind = YearMarkKind.TakenBack,
                            Reason = reason,
                        },
                        TestContext.Current.CancellationToken
                    )
        );

    private static Task<Outcome> MarkAsync(
        Shop shop,
        string key,
        int seen,
        Role role = Role.HomeAffairs
    ) =>
        shop.AsAsync(
            role,
            "ninh-thuan",
            s =>
                s.GetRequiredService<YearDesk>()
                    .MarkAsync(
                        new NewYearMark
                        {
                            Key = key,
                            Year = 2024,
                            Duty = "conference",
                            Seen = seen,
                            Kind = YearMarkKind.Done,
                            Day = new DateOnly(2024, 3, 5),
                            Document = "01/TB",
                        },
                        TestContext.Current.CancellationToken
                    )
        );

    private static YearDuty Duty(string key, string begin, string due, string evidence = "x") =>
        new()
        {
            Key = key,
            Name = new Bilingual(key, null),
            Binds = YearBodies.Province,
            Begin = YearDay.Parse(begin),
            Due = YearDay.Parse(due),
            Evidence = evidence,
            ValidFrom = new DateOnly(2021, 1, 1),
            Source = new Bilingual("test", null),
            IsConfirmed = false,
        };

    private static DatedDuty Of(YearDuty duty, params YearMark[] marks) =>
        ReformYear.Of(2025, [duty], marks, Calendar).Single();

    private static YearMark Mark(int number, YearMarkKind kind, DateOnly? day) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Year = 2025,
            Duty = "x",
            Number = number,
            Kind = kind,
            Day = day,
            At = TestWeb.UsualInstant,
        };

    private static async Task<string[]> VerifyAsync(Shop shop) =>
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines;
}
