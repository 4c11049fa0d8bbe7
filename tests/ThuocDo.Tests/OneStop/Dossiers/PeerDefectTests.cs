using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Indicators.Figures;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Dossiers.WorkList;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.OneStop.Payments.Gateways;
using ThuocDo.OneStop.Processes;
using ThuocDo.OneStop.Ratings;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Payments;
using ThuocDo.Tests.OneStop.Processes;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

/// <summary>
/// Defects of the incumbent's handling of dossiers, each shown not to be here. What each code means stands in
/// <c>docs/guide/peer-defects.md</c>.
/// </summary>
public sealed class PeerDefectTests
{
    /// <summary>An agency asked along the way that is late is counted late there, though the applicant's dossier is not.</summary>
    [Fact, Trait("Peer", "D6")]
    public void Lateness_OfAnotherAgency_IsCountedThere()
    {
        var all = Interlinked.Receive("lien-thong-ba-cap", "2024-03-06 10:00");
        var whole = all.Main;
        Interlinked.Do(whole.Assign(null, true, Interlinked.Act("2024-03-06 10:30")));
        Interlinked.Do(whole.Forward(null, null, Interlinked.Act("2024-03-07 09:00")));
        var part = all.Open(whole, Interlinked.District, "2024-03-07 09:10");
        Interlinked.Do(part.Assign(null, true, Interlinked.Act("2024-03-07 10:00")));
        Interlinked.Do(part.ReturnCase("refused", null, Interlinked.Act("2024-03-27 09:00")));
        Interlinked.Do(
            whole.TakeBack(part.Dossier.Id, "refused", Interlinked.Act("2024-03-27 09:00"))
        );
        Interlinked.Do(whole.Refuse("not-eligible", Interlinked.Act("2024-03-27 10:00")));

        Sum(part, Interlinked.District, Measures.CaseResolvedLate).ShouldBe(1);
        Sum(whole, Interlinked.Commune, Measures.ResolvedLate).ShouldBe(0);
        Sum(whole, Interlinked.Commune, Measures.ResolvedEarly).ShouldBe(1);
    }

    /// <summary>The last millisecond of a month and the first of the next are each in one month, and in only one.</summary>
    [Theory, Engines, Trait("Peer", "D7")]
    public async Task Receipts_AroundMidnightOfAMonth_AreEachInOneMonth(Engine engine)
    {
        var midnight = new DateTime(2024, 2, 29, 17, 0, 0, DateTimeKind.Utc);
        await using var shop = await Shop.OpenAsync(engine, midnight.AddMilliseconds(-1));
        (await shop.ReceiveAsync()).Succeeded.ShouldBeTrue();
        shop.Web.Time.SetUtcNow(new DateTimeOffset(midnight));
        (await shop.ReceiveAsync()).Succeeded.ShouldBeTrue();

        await using var db = shop.Database.NewContext();
        var scope = new ScopeFinder(UnitFacts.Tree()).Find("ninh-thuan")!;
        var months = await new FigureReader(db).ReadAsync(
            scope,
            [new Interval("x", new(2024, 1, 1), new(2024, 4, 30), Bucket.Month)],
            Grouping.Level,
            [Measures.Received],
            default
        );

        months.Buckets.ShouldBe(["2024-02", "2024-03"]);
        months.Total(null, Measures.Received, "2024-02").ShouldBe(1);
        months.Total(null, Measures.Received, "2024-03").ShouldBe(1);
    }

    /// <summary>
    /// Withdrawn while the clock stood still: closed, and in no count of what was in time. Refused: resolved, marked as refused and
    /// judged by its own clock like any other answer.
    /// </summary>
    [Theory, Engines, Trait("Peer", "D9")]
    public async Task Closed_WithoutDueDateOrRefused_IsCountedAsWhatItIs(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var withdrawn = (await shop.ReceiveAsync()).Value!.Code;
        var refused = (await shop.ReceiveAsync()).Value!.Code;
        await shop.HandOverAsync(withdrawn);
        await shop.HandOverAsync(refused);
        Done(await SupplementAsync(shop, withdrawn));
        (await shop.DossierAsync(withdrawn)).DueAt.ShouldBeNull();

        Done(
            await shop.ActAsync(
                Role.Receptionist,
                withdrawn,
                DossierActionKind.Withdraw,
                (work, act) => work.Withdraw(null, act)
            )
        );
        Done(
            await shop.ActAsync(
                Role.Signer,
                refused,
                DossierActionKind.Refuse,
                (work, act) => work.Refuse("not-eligible", act)
            )
        );

        (await ClosingAsync(shop, withdrawn)).ShouldBe(
            (Count: 1, Resolved: false, Refused: false, Judged: false)
        );
        (await ClosingAsync(shop, refused)).ShouldBe(
            (Count: 1, Resolved: true, Refused: true, Judged: true)
        );
        (await shop.DossierAsync(withdrawn)).Timeliness.ShouldBeNull();
    }

    /// <summary>
    /// Waiting is one thing: the clock stands still. Lists, counters, remaining time and due date agree about it, and a
    /// dossier just received is not waiting.
    /// </summary>
    [Theory, Engines, Trait("Peer", "D10")]
    public async Task Waiting_InListsCountersAndClock_IsTheSame(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        var codes = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            codes.Add((await shop.ReceiveAsync()).Value!.Code);
        }

        await shop.HandOverAsync(codes[1]);
        await shop.HandOverAsync(codes[2]);
        Done(await SupplementAsync(shop, codes[2]));

        var tab = WorkTabs.Slug(WorkTab.Stopped);
        var list = await officer.GetAsync(OneStopLinks.WorkListOf(tab));
        list.FindAll("main tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain(codes[2]);
        list.Find($"main a[href*='={tab}'][aria-current]").TextContent.ShouldContain("1");

        foreach (var code in codes)
        {
            var dossier = await shop.DossierAsync(code);
            var left = TimeLeft.Of(
                dossier.State,
                dossier.DueAt,
                TestWeb.UsualInstant,
                WorkCalendar.National()
            );
            (dossier.DueAt is null).ShouldBe(code == codes[2]);
            (left.Urgency == Urgency.Stopped).ShouldBe(code == codes[2]);
        }
    }

    /// <summary>What a step has used, what it may use and what is left are three numbers, and the first two come from the clock.</summary>
    [Theory, Engines, Trait("Peer", "D15")]
    public async Task Step_UnderWay_KnowsPlannedUsedAndLeft(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        shop.Web.Time.Advance(TimeSpan.FromMinutes(20));
        await shop.HandOverAsync(code);
        shop.Web.Time.Advance(TimeSpan.FromMinutes(45));

        var uses = await shop.AsAsync(
            Role.Specialist,
            Shop.AnHai,
            async services =>
            {
                var file = await services
                    .GetRequiredService<DossierReader>()
                    .ReadAsync(code, TestContext.Current.CancellationToken);
                return StepUse.Of(
                    file!.Work,
                    file.Events,
                    services.GetRequiredService<Clock>().Now
                );
            }
        );

        uses.Select(u => u.UsedMinutes).Take(3).ShouldBe([20, 45, 0]);
        uses[1].PlannedMinutes.ShouldBeGreaterThan(45);
        uses[1].LeftMinutes.ShouldBe(uses[1].PlannedMinutes - 45);
        uses[1].LeftMinutes.ShouldBeGreaterThan(0, "time that is left is no delay");
        uses.Sum(u => u.PlannedMinutes).ShouldBeLessThanOrEqualTo(uses[0].WholeMinutes);
        (await shop.DossierAsync(code)).DueAt!.Value.ShouldBeGreaterThan(
            shop.Web.Time.GetUtcNow().UtcDateTime
        );
    }

    /// <summary>Finishing early leaves no mark of an extension, and an extension stays one though the dossier ends early.</summary>
    [Theory, Engines, Trait("Peer", "D17")]
    public async Task Finish_Early_IsNoExtensionAndNoExtensionIsForgotten(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var plain = (await shop.ReceiveAsync()).Value!.Code;
        var extended = (await shop.ReceiveAsync()).Value!.Code;
        Done(
            await shop.ActAsync(
                Role.UnitHead,
                extended,
                DossierActionKind.Extend,
                (work, act) => work.Extend("complex", new DateOnly(2024, 3, 12), act)
            )
        );
        foreach (var code in new[] { plain, extended })
        {
            await FinishAsync(shop, code);
            (await shop.DossierAsync(code)).Timeliness.ShouldBe(Timeliness.Early);
        }

        (await ExtensionsAsync(shop, plain)).ShouldBeEmpty();
        (await ExtensionsAsync(shop, extended)).ShouldBe([new DateOnly(2024, 3, 12)]);
        (await shop.DossierAsync(plain)).Extensions.ShouldBe(0);
        (await shop.DossierAsync(extended)).Extensions.ShouldBe(1);
    }

    /// <summary>A condition that names several values decides, and what is not known opens no way.</summary>
    [Theory, Trait("Peer", "D20")]
    [InlineData("channel=online", true)]
    [InlineData("channel=post", true)]
    [InlineData("channel=counter", false)]
    [InlineData("fee-due=1", false)]
    public void Way_UnderACondition_IsOpenOnlyWhereItHolds(string fact, bool open)
    {
        var process = ProcessReader
            .Read(Processes.Sample.With("{\"fact\":\"channel\",\"in\":[\"online\",\"post\"]}"))
            .Process!;
        var facts = new Dictionary<string, string> { [fact.Split('=')[0]] = fact.Split('=')[1] };

        ProcessRun.Open(process.Main, "a", facts).Count.ShouldBe(open ? 1 : 0);
    }

    /// <summary>An officer of two communes sees the dossiers of both and of no third.</summary>
    [Theory, Engines, Trait("Peer", "D21")]
    public async Task Officer_OfSeveralUnits_SeesTheDossiersOfAll(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        string[] units = [Shop.AnHai, Shop.PhuocDan, "c22834"];
        foreach (var unit in units)
        {
            (await shop.ReceiveAsync(unit)).Succeeded.ShouldBeTrue();
        }

        await using var scope = shop.Web.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var tree = await services.GetRequiredService<UnitDirectory>().GetAsync();
        var user = services.GetRequiredService<CurrentUser>();
        user.Become(
            new Account { Id = Guid.CreateVersion7(), DisplayName = "two communes" },
            Grants.Of(
                [
                    (Role.Specialist, Unit.IdOf(Shop.AnHai)),
                    (Role.Specialist, Unit.IdOf(Shop.PhuocDan)),
                ],
                tree,
                services.GetRequiredService<Clock>().Today
            ),
            null
        );
        var seen = await services
            .GetRequiredService<ThuocDoDb>()
            .Set<Dossier>()
            .VisibleTo(user)
            .Select(d => d.UnitId)
            .ToListAsync(TestContext.Current.CancellationToken);

        seen.ShouldBe([Unit.IdOf(Shop.AnHai), Unit.IdOf(Shop.PhuocDan)], ignoreOrder: true);
    }

    /// <summary>Two servers over one database hand out numbers at the same time: none twice, none left out.</summary>
    [Theory, Engines, Trait("Peer", "D23")]
    public async Task Numbers_OfTwoServersAtOnce_HaveNoGapAndNoDouble(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await using var second = TestWeb.Over(shop.Database);
        var other = Unit.IdOf(Shop.AnHai);

        var codes = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        var web = i % 2 == 0 ? shop.Web : second;
                        await using var scope = web.Services.CreateAsyncScope();
                        var services = scope.ServiceProvider;
                        var tree = await services.GetRequiredService<UnitDirectory>().GetAsync();
                        services
                            .GetRequiredService<CurrentUser>()
                            .Become(
                                new Account { Id = Guid.CreateVersion7(), DisplayName = "x" },
                                Grants.Of(
                                    [(Role.Receptionist, other)],
                                    tree,
                                    services.GetRequiredService<Clock>().Today
                                ),
                                null
                            );
                        var received = await services
                            .GetRequiredService<ReceiveDossier>()
                            .RunAsync(
                                new ReceiveRequest
                                {
                                    Key = $"key {i}",
                                    ReceivingUnitId = other,
                                    ProcedureId = ThuocDo.OneStop.Procedures.Procedure.IdOf(
                                        Shop.MaritalStatus
                                    ),
                                    Subject = "x",
                                    ApplicantName = "Người Mẫu",
                                    Channel = Channel.Counter,
                                    Papers = [1, 2, 3, 4, 5, 6, 7, 8, 9],
                                    Secret = TrackingSecret.New(),
                                },
                                TestContext.Current.CancellationToken
                            );
                        received.Key.ShouldBeNull();
                        return received.Value!.Code;
                    })
                )
        );

        codes
            .Select(c =>
                int.Parse(c.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture)
            )
            .Order()
            .ShouldBe(Enumerable.Range(1, 12));
    }

    /// <summary>Several rate one dossier at the same moment: one rating is kept, the others are told.</summary>
    [Theory, Engines, Trait("Peer", "D25"), Trait("Peer", "S9")]
    public async Task Ratings_OfOneDossierAtOnce_AreOne(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await FinishAsync(shop, code);
        var id = (await shop.DossierAsync(code)).Id;

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 5)
                .Select(i =>
                    Task.Run(() =>
                        shop.Web.UseAsync<RateDossier, Outcome>(rate =>
                            rate.RunAsync(
                                $"key {i}",
                                id,
                                Satisfaction.VerySatisfied,
                                [],
                                null,
                                TestContext.Current.CancellationToken
                            )
                        )
                    )
                )
        );

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Key == "rating.once");
        (await shop.CountAsync(db => db.Set<Rating>().CountAsync())).ShouldBe(1);
    }

    /// <summary>
    /// No act takes another back. One that breaks off in the middle leaves no trace in any table, so papers, bills, clock and
    /// messages never disagree with the dossier.
    /// </summary>
    [Theory, Engines, Trait("Peer", "D26")]
    public async Task Act_BrokenOffInTheMiddle_LeavesEveryTableAsItWas(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync(procedure: Till.CivilStatusCopy)).Value!.Code;
        await shop.HandOverAsync(code);
        var before = await shop.RowsAsync();
        var version = (await shop.DossierAsync(code)).Version;

        await Should.ThrowAsync<InvalidOperationException>(() =>
            shop.ActAsync(
                Role.Specialist,
                code,
                DossierActionKind.Forward,
                (work, act) =>
                {
                    Done(work.Forward(null, null, act));
                    throw new InvalidOperationException("in the middle");
                }
            )
        );

        (await shop.RowsAsync()).ShouldBe(before);
        (await shop.DossierAsync(code)).Version.ShouldBe(version);
        (
            await shop.ActAsync(
                Role.Specialist,
                code,
                DossierActionKind.Forward,
                (work, act) => work.Forward(null, null, act)
            )
        ).Succeeded.ShouldBeTrue();
    }

    /// <summary>Asking the gateway about an open payment again and again writes nothing into the history of the dossier.</summary>
    [Theory, Engines, Trait("Peer", "D27")]
    public async Task Gateway_AskedForDays_LeavesTheHistoryOfTheDossierAlone(Engine engine)
    {
        await using var till = await Till.OpenAsync(engine);
        var bill = await till.BillAsync();
        await till.StartAsync(bill);
        for (var i = 0; i < AskGateways.MostAsked + 3; i++)
        {
            till.Shop.Web.Time.Advance(TimeSpan.FromHours(6));
            await till.Shop.Web.UseAsync<AskGateways, int>(ask =>
                ask.RunAsync(TestContext.Current.CancellationToken)
            );
        }

        (await till.DossierAsync(bill)).Events.ShouldBe(1);
        (
            await till.Shop.CountAsync(db =>
                db.Set<HistoryEvent>().CountAsync(e => e.SubjectId == bill.DossierId)
            )
        ).ShouldBe(1);
        (await till.AgainAsync(bill)).State.ShouldBe(BillState.Issued);
        (
            await till.Shop.CountAsync(db =>
                db.Set<PaymentAttempt>().Select(a => a.Asked).SingleAsync()
            )
        ).ShouldBeLessThanOrEqualTo(AskGateways.MostAsked);
    }

    /// <summary>How late a dossier ended is kept and counted: a delay is never nothing in every row.</summary>
    [Theory, Engines, Trait("Peer", "D27")]
    public async Task Delay_OfALateDossier_IsKept(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        shop.Web.Time.Advance(TimeSpan.FromDays(9));
        await FinishAsync(shop, code);

        var dossier = await shop.DossierAsync(code);
        dossier.Timeliness.ShouldBe(Timeliness.Late);
        var closed = await shop.CountAsync(db =>
            db.Set<Fact>().SingleAsync(f => f.SubjectId == dossier.Id && f.Kind == FactKind.Closed)
        );
        ((FactTraits)closed.Traits).HasFlag(FactTraits.Late).ShouldBeTrue();
    }

    private static void Done(Outcome outcome) => outcome.Key.ShouldBeNull();

    private static int Sum(DossierWork work, Guid unit, Measure measure) =>
        work
            .Records.Facts.Where(f => f.UnitId == unit && measure.Counts(f.Kind, f.Traits))
            .Sum(f => f.Count);

    private static Task<Outcome> SupplementAsync(Shop shop, string code) =>
        shop.ActAsync(
            Role.Specialist,
            code,
            DossierActionKind.RequestSupplement,
            (work, act) => work.RequestSupplement("absent", null, act, "1")
        );

    private static async Task FinishAsync(Shop shop, string code)
    {
        await shop.HandOverAsync(code);
        foreach (var role in new[] { Role.Specialist, Role.UnitHead })
        {
            Done(
                await shop.ActAsync(
                    role,
                    code,
                    DossierActionKind.Forward,
                    (work, act) => work.Forward(null, null, act)
                )
            );
        }

        Done(
            await shop.ActAsync(
                Role.Signer,
                code,
                DossierActionKind.Finish,
                (work, act) => work.Finish("01/KQ", false, act)
            )
        );
    }

    private static async Task<(int Count, bool Resolved, bool Refused, bool Judged)> ClosingAsync(
        Shop shop,
        string code
    )
    {
        var id = (await shop.DossierAsync(code)).Id;
        var facts = await shop.CountAsync(db =>
            db.Set<Fact>()
                .AsNoTracking()
                .Where(f => f.SubjectId == id && f.Kind == FactKind.Closed)
                .ToListAsync()
        );
        var traits = (FactTraits)facts.Single().Traits;
        return (
            facts.Sum(f => f.Count),
            traits.HasFlag(FactTraits.Resolved),
            traits.HasFlag(FactTraits.Refused),
            (traits & (FactTraits.Early | FactTraits.OnTime | FactTraits.Late)) != 0
        );
    }

    private static async Task<IReadOnlyList<DateOnly>> ExtensionsAsync(Shop shop, string code)
    {
        var id = (await shop.DossierAsync(code)).Id;
        var entries = await shop.CountAsync(db =>
            db.Set<ClockEntry>()
                .AsNoTracking()
                .Where(e => e.DossierId == id && e.Kind == ClockEntryKind.Extended)
                .ToListAsync()
        );
        return [.. entries.Select(e => VietnamTime.DayOf(e.Promised!.Value))];
    }
}
