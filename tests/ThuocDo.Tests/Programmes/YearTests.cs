using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Attribution;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Dossiers.Takeover;
using ThuocDo.OneStop.Notices;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.People;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Accountability;
using ThuocDo.Programmes.Adoption;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Programmes;

/// <summary>
/// The year 2024 of a programme with a moved clock: adopted in January, plans due in February, two bodies late up to the second
/// level, an obstacle decided, a head replaced in July, two wards merged in November, reports of a quarter and of the year; and
/// whoever held which dossier how long adds up.
/// </summary>
public sealed class YearTests
{
    private const string Old = "c22747";
    private const string Merged = "c22750-2024";
    private static readonly DateOnly Due = new(2024, 2, 29);

    [Theory, Engines]
    public async Task Year_PlayedThrough_EndsWithEveryDayPutDownToSomebody(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, Utc(2024, 1, 8));
        var year = new Year(shop);
        await year.AdoptAsync();
        await year.ResolveAsync(Old, await year.ReceiveAsync(Old, 3));

        // Plans are due on 29 February: one body gives its own in time, two are late.
        await year.GoToAsync(2024, 2, 26);
        await year.PlanAsync("huyen-uy-ninh-son", new DateOnly(2024, 2, 23));
        (await year.TaskAsync("huyen-uy-ninh-son")).DoneOn.ShouldBe(new DateOnly(2024, 2, 23));
        (await year.TaskAsync("huyen-uy-bac-ai")).Rung.ShouldBe(1, "four working days before");
        await year.GoToAsync(2024, 3, 1);
        (await year.TaskAsync("huyen-uy-bac-ai")).Rung.ShouldBe(2, "told to the head");
        await year.GoToAsync(2024, 3, 5);
        foreach (var late in new[] { "huyen-uy-bac-ai", "huyen-uy-ninh-hai" })
        {
            (await year.TaskAsync(late)).Rung.ShouldBe(3, "told to those above");
        }

        (await year.TaskAsync("huyen-uy-ninh-son")).Rung.ShouldBe(1, "done, and pressed no more");
        (await year.ToldAsync("lanhdao")).ShouldBeNull();
        await year.GoToAsync(2024, 3, 14);
        (await year.ToldAsync("lanhdao"))!.Overdue.ShouldBe(2, "ten working days");
        await year.ReportAsync("huyen-uy-bac-ai", 100);
        await year.ReportAsync("huyen-uy-ninh-hai", 100);

        // An obstacle goes up to the province and comes back decided.
        await year.ObstacleAsync(Old);
        await year.GoToAsync(2024, 4, 8);
        await year.DecideAsync(Old);

        // On 1 July another head comes to the ward. A dossier is open across that day.
        await year.GoToAsync(2024, 6, 27);
        var july = await year.ReceiveAsync(Old, 2);
        await year.ReplaceHeadAsync(Old, new DateOnly(2024, 7, 1));
        await year.GoToAsync(2024, 7, 10);
        await year.ResolveAsync(Old, july);
        await year.IssueAsync(ReportKind.Quarterly, 2);

        // On 1 November the ward is merged; its task and its open dossiers go on at the new one.
        await year.GoToAsync(2024, 10, 30);
        var november = await year.ReceiveAsync(Old, 2);
        await year.GoToAsync(2024, 11, 4);
        (await year.TaskAsync(Merged)).Origin.ShouldBe(TaskOrigin.Direction);
        await year.TakeOverAsync(Old, Merged, november);
        await year.ResolveAsync(Merged, november);
        await year.GoToAsync(2024, 12, 18);
        await year.ReportAsync(Merged, 100);
        await year.GoToAsync(2025, 1, 6);
        await year.IssueAsync(ReportKind.Yearly, null);

        var times = await year.TimesAsync();
        times[3]
            .Pieces.Select(p => VietnamTime.DayOf(p.Piece.From))
            .ShouldBe([new(2024, 6, 27), new(2024, 7, 1)], "the head changed in between");
        times[5]
            .Pieces.Select(p => (p.Piece.UnitId, VietnamTime.DayOf(p.Piece.From)))
            .ShouldBe([(Unit.IdOf(Old), new(2024, 10, 30)), (Unit.IdOf(Merged), new(2024, 11, 1))]);
        // Cards of the first post: in time three, then two late under the new head; the merged ward has the others.
        var heads = (await year.CardsAsync(Old))
            .GroupBy(c => c.Held.Term.Post.Rank)
            .OrderBy(g => g.Key)
            .First()
            .OrderBy(c => c.Held.Days.From)
            .ToList();
        heads
            .Select(c => (Line(c, "in-time").Numerator, Line(c, "late").Numerator))
            .ShouldBe([(3, 0), (0, 2)]);
        var merged = (await year.CardsAsync(Merged))[0];
        Line(merged, "late").Numerator.ShouldBe(2);
        Line(merged, "tasks-in-time").Numerator.ShouldBe(1);
        (
            await CommandLine.RunAsync("verify", "--db", shop.Database.Name)
        ).Lines.ShouldHaveSingleItem();
    }

    private static DateTime Utc(int year, int month, int day) =>
        VietnamTime.ToUtc(new DateTime(year, month, day, 9, 0, 0));

    private static ScoreLine Line(HeadCard card, string kind) =>
        card.Lines.Single(l => l.Kind == kind);

    private sealed class Year(Shop shop)
    {
        private static readonly CancellationToken Now = TestContext.Current.CancellationToken;
        private static readonly string Resolution = """
            NGHỊ QUYẾT
            về đẩy mạnh cải cách hành chính năm 2024

            II. MỤC TIÊU

            - Năm 2024, tối thiểu 95% hồ sơ thủ tục hành chính được giải quyết đúng hạn.

            III. TỔ CHỨC THỰC HIỆN

            1. Huyện ủy Ninh Sơn ban hành kế hoạch hành động trước ngày 01/3/2024.

            2. Huyện ủy Bác Ái ban hành kế hoạch hành động trước ngày 01/3/2024.

            3. Huyện ủy Ninh Hải ban hành kế hoạch hành động trước ngày 01/3/2024.
            """;

        private static readonly string Plan = """
            KẾ HOẠCH
            thực hiện nghị quyết về cải cách hành chính năm 2024

            I. MỤC TIÊU

            - Năm 2024, tối thiểu 96% hồ sơ thủ tục hành chính được giải quyết đúng hạn.
            """;

        private readonly List<string> codes = [];
        private Guid programme;

        /// <summary>From the text to the tasks of its bodies, and one task of a ward.</summary>
        public async Task AdoptAsync()
        {
            await shop.Database.UseAsync(db => db.SeedProgrammeAsync());
            // The compiler reads each sentence as a task and as a duty; here it is a duty.
            programme = await AdoptAsync(
                Resolution,
                DraftItemKind.Task,
                AdoptionWay.New,
                "tinh-uy",
                "01-NQ/TU",
                new DateOnly(2024, 1, 8),
                null
            );
            var tree = await shop.CountAsync(db => UnitDirectory.LoadAsync(db, Now));
            var proposed = await shop.CountAsync(db =>
                ProgrammeOrders.ReadAsync(db, programme, tree, new DateOnly(2024, 1, 8), Now)
            );
            proposed.ShouldAllBe(p => p.DueOn == Due && p.Units.Count == 1);
            var given = Value(
                await AsAsync<TaskDesk, Outcome<int>>(
                    Role.PartyOffice,
                    "ninh-thuan",
                    d =>
                        d.AssignAsync(
                            Key(),
                            [
                                .. proposed.SelectMany(p => p.Orders(programme, p.DueOn)),
                                new TaskOrder
                                {
                                    ProgrammeId = programme,
                                    Origin = TaskOrigin.Direction,
                                    Name = "Số hóa sổ hộ tịch",
                                    UnitId = Unit.IdOf(Old),
                                    DueOn = new DateOnly(2024, 12, 20),
                                },
                            ],
                            Now
                        )
                )
            );
            given.ShouldBe(4);
        }

        /// <summary>The plan of a body, by the same way; it settles the duty to issue one.</summary>
        public Task<Guid> PlanAsync(string issuer, DateOnly day) =>
            AdoptAsync(Plan, null, AdoptionWay.Plan, issuer, "07-KH/HU", day, programme);

        private async Task<Guid> AdoptAsync(
            string text,
            DraftItemKind? leftOut,
            AdoptionWay way,
            string issuer,
            string number,
            DateOnly day,
            Guid? carriesOut
        )
        {
            var id = Value(
                await AsAsync<OpenDraft, Outcome<Guid>>(
                    Role.PartyOffice,
                    "ninh-thuan",
                    d =>
                        d.RunAsync(
                            Key(),
                            number,
                            null,
                            "van-ban.txt",
                            System.Text.Encoding.UTF8.GetBytes(text),
                            Now
                        )
                )
            );
            var items = await shop.CountAsync(db =>
                db.Set<DraftItem>().AsNoTracking().Where(i => i.DraftId == id).ToListAsync(Now)
            );
            items.ShouldNotBeEmpty();
            foreach (var item in items)
            {
                var state = item.Kind == leftOut ? DraftItemState.LeftOut : DraftItemState.Accepted;
                Done(
                    await AsAsync<DraftDesk, Outcome>(
                        Role.PartyOffice,
                        "ninh-thuan",
                        d => d.DecideAsync(Key(), id, item.Number, state, Now)
                    )
                );
            }

            var draft = await shop.CountAsync(db =>
                db.Set<ProgrammeDraft>().AsNoTracking().SingleAsync(d => d.Id == id, Now)
            );
            var key = Value(
                await AsAsync<Adopt, Outcome<string>>(
                    Role.PartyOffice,
                    "ninh-thuan",
                    a =>
                        a.RunAsync(
                            new AdoptRequest(
                                Key(),
                                id,
                                draft.Version,
                                way,
                                0,
                                "Văn bản 2024",
                                number,
                                day,
                                Unit.IdOf(issuer),
                                new DateOnly(2024, 12, 31),
                                null,
                                carriesOut
                            ),
                            Now
                        )
                )
            );
            return await shop.CountAsync(db =>
                db.Set<Programme>().Where(p => p.Key == key).Select(p => p.Id).SingleAsync(Now)
            );
        }

        /// <summary>Day by day, with the morning of each.</summary>
        public async Task GoToAsync(int year, int month, int day)
        {
            var to = new DateOnly(year, month, day);
            for (
                var today = VietnamTime.DayOf(shop.Web.Time.GetUtcNow().UtcDateTime).AddDays(1);
                today <= to;
                today = today.AddDays(1)
            )
            {
                SetClock(today, new TimeOnly(6, 0));
                await RunAsync<TaskLadderJob>();
            }

            SetClock(to, DigestJob.Morning);
            await RunAsync<DigestJob>();
            SetClock(to, new TimeOnly(9, 0));
        }

        public Task<AssignedTask> TaskAsync(string unit) =>
            shop.CountAsync(db =>
                db.Set<AssignedTask>()
                    .AsNoTracking()
                    .SingleAsync(
                        t => t.ProgrammeId == programme && t.UnitId == Unit.IdOf(unit),
                        Now
                    )
            );

        /// <summary>What the digest of today told of tasks.</summary>
        public async Task<DueCount?> ToldAsync(string userName)
        {
            var account = DemonstrationAccounts.IdOf(userName);
            var last = await shop.CountAsync(db =>
                db.Set<Notice>()
                    .AsNoTracking()
                    .Where(n => n.AccountId == account)
                    .OrderByDescending(n => n.CreatedAt)
                    .FirstOrDefaultAsync(Now)
            );
            return
                last?.Read().Digest is { } digest
                && digest.Day == VietnamTime.DayOf(shop.Web.Time.GetUtcNow().UtcDateTime)
                ? digest.Other
                : null;
        }

        public async Task ReportAsync(string unit, int percent)
        {
            var task = await TaskAsync(unit);
            Done(
                await AsAsync<TaskDesk, Outcome>(
                    Role.UnitHead,
                    unit,
                    d => d.ReportAsync(KeyOf(task), percent, "Đã ban hành.", [], Now)
                )
            );
        }

        public async Task ObstacleAsync(string unit)
        {
            var task = await TaskAsync(unit);
            Done(
                await AsAsync<TaskDesk, Outcome>(
                    Role.Specialist,
                    unit,
                    d => d.RaiseAsync(KeyOf(task), "Thiếu máy quét.", "Cấp một máy.", Now)
                )
            );
            task = await TaskAsync(unit);
            Done(
                await AsAsync<TaskDesk, Outcome>(
                    Role.UnitHead,
                    unit,
                    d => d.PassUpAsync(KeyOf(task), 1, "Phường không có nguồn.", Now)
                )
            );
        }

        /// <summary>Nobody in the city decided; now it is before the leaders of the province.</summary>
        public async Task DecideAsync(string unit)
        {
            var obstacle = await shop.CountAsync(db =>
                db.Set<Obstacle>().AsNoTracking().SingleAsync(Now)
            );
            (obstacle.AtUnitId, obstacle.PassedUp).ShouldBe((Unit.IdOf("ninh-thuan"), 2));
            var task = await TaskAsync(unit);
            Done(
                await AsAsync<TaskDesk, Outcome>(
                    Role.Leader,
                    "ninh-thuan",
                    d => d.DecideAsync(KeyOf(task), 1, "Cấp trong quý II.", Now)
                )
            );
        }

        /// <summary>Received now; they stay open.</summary>
        public async Task<IReadOnlyList<string>> ReceiveAsync(string unit, int count)
        {
            var received = new List<string>();
            for (var i = 0; i < count; i++)
            {
                received.Add(Value(await shop.ReceiveAsync(unit)).Code);
            }

            codes.AddRange(received);
            return received;
        }

        public async Task ResolveAsync(string unit, IEnumerable<string> dossiers)
        {
            shop.Web.Time.Advance(TimeSpan.FromMinutes(30));
            foreach (var code in dossiers)
            {
                foreach (var (role, kind, act) in Life)
                {
                    Done(await shop.ActAsync(role, code, kind, act, unit));
                }
            }
        }

        public Task ReplaceHeadAsync(string unit, DateOnly day) =>
            shop.Database.UseAsync(async db =>
            {
                var post = await db.Set<Post>()
                    .Where(p => p.UnitId == Unit.IdOf(unit) && p.IsHead)
                    .OrderBy(p => p.Rank)
                    .FirstAsync(Now);
                var holding = await db.Set<PostHolding>()
                    .AsNoTracking()
                    .Where(h => h.PostId == post.Id)
                    .OrderByDescending(h => h.From)
                    .FirstAsync(Now);
                await db.Set<PostHolding>()
                    .Where(h => h.Id == holding.Id)
                    .ExecuteUpdateAsync(s => s.SetProperty(h => h.To, day), Now);
                var person = Person.Sample(Guid.CreateVersion7(), "Người Mẫu Tháng Bảy");
                db.Add(person);
                db.Add(
                    new PostHolding
                    {
                        Id = Guid.CreateVersion7(),
                        PersonId = person.Id,
                        PostId = post.Id,
                        From = day,
                        To = holding.To,
                    }
                );
                await db.SaveChangesAsync(Now);
            });

        public async Task TakeOverAsync(string from, string to, IReadOnlyList<string> dossiers)
        {
            var ids = await shop.CountAsync(db =>
                db.Set<Dossier>()
                    .Where(d => dossiers.Contains(d.Code))
                    .Select(d => d.Id)
                    .ToListAsync(Now)
            );
            var taken = Value(
                await AsAsync<TakeOver, Outcome<TakenOver>>(
                    Role.ProcedureControl,
                    "ninh-thuan",
                    t =>
                        t.RunAsync(
                            new TakeOverRequest(Key(), Unit.IdOf(from), Unit.IdOf(to), ids),
                            Now
                        )
                )
            );
            taken.ShouldBe(new TakenOver(dossiers.Count, 0));
        }

        public async Task IssueAsync(ReportKind kind, int? quarter)
        {
            var id = Value(
                await AsAsync<ReportDesk, Outcome<Guid>>(
                    Role.HomeAffairs,
                    "ninh-thuan",
                    d =>
                        d.DraftAsync(
                            new NewReport(Key(), kind, 2024, quarter, Unit.IdOf("ninh-thuan")),
                            Now
                        )
                )
            );
            var report = await shop.CountAsync(db =>
                db.Set<Report>().AsNoTracking().SingleAsync(r => r.Id == id, Now)
            );
            var check = await shop.AsAsync(
                Role.HomeAffairs,
                "ninh-thuan",
                services =>
                    Task.FromResult(services.GetRequiredService<ReportDesk>().CheckOf(report))
            );
            check.Passes.ShouldBeTrue(
                string.Join(
                    "; ",
                    check
                        .Claims.Select(c => $"{c.Claim} {c.Now}")
                        .Concat(check.Numbers.Select(n => n.ToString()))
                )
            );
            Done(
                await AsAsync<ReportDesk, Outcome>(
                    Role.HomeAffairs,
                    "ninh-thuan",
                    d =>
                        d.IssueAsync(
                            new ReportIssue(Key(), id, report.Version, "12", "Người Mẫu"),
                            Now
                        )
                )
            );
        }

        /// <summary>Of every dossier the pieces follow each other and are as long as the whole, in time and in office time.</summary>
        public async Task<IReadOnlyList<AttributedTime>> TimesAsync()
        {
            var times = new List<AttributedTime>();
            foreach (var code in codes)
            {
                times.Add(
                    await shop.AsAsync(
                        Role.Leader,
                        "ninh-thuan",
                        async services =>
                            (
                                await services
                                    .GetRequiredService<AttributeDossier>()
                                    .OfAsync(
                                        (
                                            await services
                                                .GetRequiredService<DossierReader>()
                                                .ReadAsync(code, Now)
                                        )!,
                                        Now
                                    )
                            )!
                    )
                );
            }

            foreach (var time in times)
            {
                var pieces = time.Pieces.Select(p => p.Piece).ToList();
                pieces[0].From.ShouldBe(time.From);
                pieces[^1].To.ShouldBe(time.To);
                pieces.Zip(pieces.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
                pieces.Sum(p => p.WorkingMinutes).ShouldBe(time.WorkingMinutes);
                pieces.Sum(p => p.Elapsed.Ticks).ShouldBe(time.Elapsed.Ticks);
                time.Pieces.ShouldAllBe(p => p.Heads.Count > 0);
            }

            return times;
        }

        public Task<IReadOnlyList<HeadCard>> CardsAsync(string unit) =>
            shop.AsAsync(
                Role.Leader,
                "ninh-thuan",
                async services =>
                {
                    var held = await services
                        .GetRequiredService<HeadShelf>()
                        .ListAsync(ScorePeriod.OfYear(2024), Now);
                    return await services
                        .GetRequiredService<CardReader>()
                        .ReadAsync([.. held.Where(h => h.Unit.Key == unit)], Now);
                }
            );

        private static (
            Role Role,
            DossierActionKind Kind,
            Func<DossierWork, ActContext, Outcome> Act
        )[] Life =>
            [
                (Role.Receptionist, DossierActionKind.Assign, (w, a) => w.Assign(null, true, a)),
                (Role.Specialist, DossierActionKind.Forward, (w, a) => w.Forward(null, null, a)),
                (Role.UnitHead, DossierActionKind.Forward, (w, a) => w.Forward(null, null, a)),
                (Role.Signer, DossierActionKind.Finish, (w, a) => w.Finish(null, false, a)),
                (Role.Receptionist, DossierActionKind.Return, (w, a) => w.Return(false, a)),
            ];

        private Task<T> AsAsync<TService, T>(Role role, string unit, Func<TService, Task<T>> act)
            where TService : notnull =>
            shop.AsAsync(role, unit, services => act(services.GetRequiredService<TService>()));

        private Task<bool> RunAsync<TJob>()
            where TJob : IPeriodicJob =>
            shop.Web.UseAsync<IEnumerable<IPeriodicJob>, bool>(async jobs =>
            {
                await jobs.OfType<TJob>().Single().RunAsync(Now);
                return true;
            });

        private void SetClock(DateOnly day, TimeOnly time) =>
            shop.Web.Time.SetUtcNow(
                new DateTimeOffset(VietnamTime.ToUtc(day.ToDateTime(time)), TimeSpan.Zero)
            );

        private static TaskActKey KeyOf(AssignedTask task) => new(Key(), task.Id, task.Version);

        private static string Key() => Guid.CreateVersion7().ToString("N");

        private static void Done(Outcome outcome) => outcome.Succeeded.ShouldBeTrue(outcome.Key);

        private static T Value<T>(Outcome<T> outcome)
        {
            outcome.Succeeded.ShouldBeTrue(outcome.Key);
            return outcome.Value!;
        }
    }
}
