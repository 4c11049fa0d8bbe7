using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Organisation.Citizens.Delegations;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Organisation.Citizens;

public sealed class DelegationTests
{
    private const string Second = "000000900002";
    private static readonly DateOnly Today = new(2024, 3, 6);

    public static readonly TheoryData<
        string?,
        DelegatedActs,
        int,
        int,
        string?,
        IdentityLevel,
        string?
    > Requests = new()
    {
        { Second, DelegatedActs.File, 0, 30, "Số 12/2024", IdentityLevel.Confirmed, null },
        { Second, DelegatedActs.File, -9, 0, "Số 12/2024", IdentityLevel.Confirmed, null },
        {
            Second,
            DelegatedActs.File,
            0,
            30,
            "Số 12/2024",
            IdentityLevel.Basic,
            "delegation.refused.level"
        },
        {
            "12",
            DelegatedActs.File,
            0,
            30,
            "Số 12/2024",
            IdentityLevel.Confirmed,
            "delegation.refused.number"
        },
        {
            null,
            DelegatedActs.File,
            0,
            30,
            "Số 12/2024",
            IdentityLevel.Confirmed,
            "delegation.refused.number"
        },
        {
            "00000090000x",
            DelegatedActs.File,
            0,
            30,
            "Số 12/2024",
            IdentityLevel.Confirmed,
            "delegation.refused.number"
        },
        {
            "000000900001",
            DelegatedActs.File,
            0,
            30,
            "Số 12/2024",
            IdentityLevel.Confirmed,
            "delegation.refused.self"
        },
        {
            Second,
            DelegatedActs.None,
            0,
            30,
            "Số 12/2024",
            IdentityLevel.Confirmed,
            "delegation.refused.acts"
        },
        {
            Second,
            DelegatedActs.File,
            3,
            2,
            "Số 12/2024",
            IdentityLevel.Confirmed,
            "delegation.refused.period"
        },
        {
            Second,
            DelegatedActs.File,
            -9,
            -1,
            "Số 12/2024",
            IdentityLevel.Confirmed,
            "delegation.refused.period"
        },
        {
            Second,
            DelegatedActs.File,
            0,
            30,
            " ",
            IdentityLevel.Confirmed,
            "delegation.refused.proof"
        },
    };

    [Theory, MemberData(nameof(Requests))]
    public void Refusal_OfARequest_NamesTheRule(
        string? number,
        DelegatedActs acts,
        int from,
        int until,
        string? proof,
        IdentityLevel level,
        string? expected
    )
    {
        Outcome? refusal = DelegationRules.Refusal(
            Person("000000900001", level),
            new DelegationRequest(number, acts, Today.AddDays(from), Today.AddDays(until), proof),
            Today
        );

        refusal?.Key.ShouldBe(expected);
        (refusal is null).ShouldBe(expected is null);
    }

    [Theory]
    [InlineData(Second, IdentityLevel.Basic, "https://a.example", null)]
    [InlineData(
        Second,
        IdentityLevel.Declared,
        "https://a.example",
        "delegation.refused.not-named"
    )]
    [InlineData(
        Second,
        IdentityLevel.Confirmed,
        "https://b.example",
        "delegation.refused.not-named"
    )]
    [InlineData(
        "000000900003",
        IdentityLevel.Confirmed,
        "https://a.example",
        "delegation.refused.not-named"
    )]
    public void Accept_BySomebody_NeedsTheNumberVouchedForByTheSameProvider(
        string number,
        IdentityLevel level,
        string issuer,
        string? expected
    )
    {
        var refusal = DelegationRules.AcceptRefusal(
            Given(),
            Person("000000900001", IdentityLevel.Confirmed),
            Person(number, level, issuer),
            Today
        );

        refusal?.Key.ShouldBe(expected);
        (refusal is null).ShouldBe(expected is null);
    }

    [Theory, Engines]
    public async Task Delegation_GivenAndAccepted_HoldsForItsActsAndTimeUntilEnded(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var owner = await web.SignInAsCitizenAsync("congdan.01");
        using var named = await web.SignInAsCitizenAsync("congdan.02");
        using var other = await web.SignInAsCitizenAsync("congdan.03");
        var form = await owner.GetAsync(CitizenLinks.Delegations);

        var given = await form.SubmitAsync(
            "form[action*='Give']",
            new Dictionary<string, string?>
            {
                ["Input.Number"] = Second,
                ["Input.Acts"] = nameof(DelegatedActs.Follow),
                ["Input.From"] = "2024-03-06",
                ["Input.Until"] = "2024-03-31",
                ["Input.Proof"] = "Số 12/2024, công chứng ngày 05/03/2024",
            }
        );
        var id = await database.UseAsync(db =>
            db.Set<Delegation>().Select(d => d.Id).SingleAsync()
        );
        var stranger = await other.GetAsync(CitizenLinks.Delegations);
        // The form of somebody else's page with the number of this record: it is not there.
        var forged = await ForgeAsync(other, "Accept", id);
        var early = await ActsAsync(database, DelegatedActs.Follow);
        var waiting = await named.GetAsync(CitizenLinks.Delegations);
        await waiting.SubmitAsync("form[action*='Accept']");
        var follow = await ActsAsync(database, DelegatedActs.Follow);
        var file = await ActsAsync(database, DelegatedActs.File);
        var forgedEnd = await ForgeAsync(other, "End", id);
        var ended = await (await owner.GetAsync(CitizenLinks.Delegations)).SubmitAsync(
            "form[action*='End']"
        );

        given.Url.ShouldBe(CitizenLinks.Delegations);
        stranger.Source.ShouldNotContain(Second);
        (forged, forgedEnd).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        (early, follow, file).ShouldBe((false, true, false));
        ended.TextOf("main").ShouldContain("Đã chấm dứt");
        (await ActsAsync(database, DelegatedActs.Follow)).ShouldBeFalse();
        var events = await database.UseAsync(db =>
            db.Set<HistoryEvent>()
                .Where(e => e.SubjectId == DemonstrationCitizens.IdOf("congdan.01"))
                .OrderBy(e => e.Sequence)
                .ToListAsync()
        );
        events
            .Select(e => e.Type)
            .ShouldBe([
                CitizenEvents.Registered,
                CitizenEvents.Delegated,
                CitizenEvents.DelegationAccepted,
                CitizenEvents.DelegationEnded,
            ]);
        events.ShouldAllBe(e => !e.Payload.Contains(Second));
    }

    private static async Task<HttpStatusCode> ForgeAsync(WebUser visitor, string handler, Guid id)
    {
        var token = (await visitor.GetAsync(CitizenLinks.SignOut))
            .Find("main input[name=__RequestVerificationToken]")
            .GetAttribute("value")!;
        using var answer = await visitor.Client.PostAsync(
            $"{CitizenLinks.Delegations}?handler={handler}",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["__RequestVerificationToken"] = token,
                    ["id"] = id.ToString("D"),
                    ["Key"] = "forged-" + handler,
                }
            )
        );
        return answer.StatusCode;
    }

    /// <summary>Whether the second citizen may act for the first today.</summary>
    private static Task<bool> ActsAsync(TestDatabase database, DelegatedActs act) =>
        database.UseAsync(async db =>
        {
            var clock = TestDatabase.ClockAt(TestWeb.UsualInstant).Clock;
            var current = new CurrentCitizen();
            var who = await db.Set<Citizen>()
                .SingleAsync(c => c.Id == DemonstrationCitizens.IdOf("congdan.02"));
            current.Become(
                who,
                new CitizenSession
                {
                    Id = Guid.CreateVersion7(),
                    CitizenId = who.Id,
                    StartedAt = clock.Now,
                    SeenAt = clock.Now,
                }
            );
            return await new DelegationBook(
                db,
                new ThuocDo.Shared.Data.UnitOfWork(db, clock),
                new CitizenHistory(db, clock),
                current,
                clock
            ).MayActForAsync(DemonstrationCitizens.IdOf("congdan.01"), act, CancellationToken.None);
        });

    private static Delegation Given() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            OwnerId = Guid.CreateVersion7(),
            DelegateNumber = Second,
            Acts = DelegatedActs.File,
            From = Today,
            Until = Today.AddDays(30),
            Proof = "Số 12/2024",
            GivenAt = TestWeb.UsualInstant,
        };

    private static Citizen Person(
        string number,
        IdentityLevel level,
        string issuer = "https://a.example"
    ) =>
        Citizen.Register(
            Guid.CreateVersion7(),
            new IdentityAssertion
            {
                Issuer = issuer,
                Subject = number,
                Kind = CitizenKind.Person,
                Name = "Mẫu",
                IdentityNumber = number,
                Level = level,
            },
            new byte[CitizenSignIn.SaltLength],
            TestWeb.UsualInstant
        );
}
