using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Processes;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.BrowserTests.Harness;

/// <content>A published process, a dossier at its sub-case, a sub-case, an opinion to be answered.</content>
public sealed partial class Scenario
{
    /// <summary>An opinion that the commune was asked for.</summary>
    public string Opinion { get; private set; } = "";

    private async Task MakeInterlinkedAsync(ServiceProvider services, Guid officer)
    {
        await PublishAsync(services);
        var specialist = DemonstrationAccounts.IdOf("chuyenvien.xa");
        await MakeAsync(services, "consulting", officer, [Assign, Forward, Ask]);
        await MakeAsync(services, "opening", officer, [Assign, Forward, Ask, First, Second]);
        await MakeAsync(services, "with-case", officer, [Assign, Forward, Ask, First, Second]);
        await using (var scope = services.CreateAsyncScope())
        {
            await RedirectAsync(scope.ServiceProvider, officer);
        }

        await using (var scope = services.CreateAsyncScope())
        {
            await OpenCaseAsync(scope.ServiceProvider, officer);
        }

        Outcome Assign(DossierWork work, ActContext act) => work.Assign(specialist, true, act);

        static Outcome Forward(DossierWork work, ActContext act) => work.Forward(null, null, act);

        static Outcome First(DossierWork work, ActContext act) => Answer(work, 0, act);

        static Outcome Second(DossierWork work, ActContext act) => Answer(work, 1, act);
    }

    private async Task PublishAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var process = SampleProcesses.Of("lien-thong-hai-cap") with { Procedures = [Procedure] };
        Expect(
            await scope
                .ServiceProvider.GetRequiredService<PublishProcess>()
                .RunAsync(
                    new PublishRequest(
                        "scenario-process",
                        ProcessWriter.Write(process),
                        scope.ServiceProvider.GetRequiredService<Clock>().Today,
                        0
                    ),
                    CancellationToken.None
                )
        );
    }

    private static Outcome Ask(DossierWork work, ActContext act) =>
        work.RequestOpinions(
            [
                new("land", Unit.IdOf("kh-so-nn-mt"), "Mẫu", work.Dossier.DueAt!.Value),
                new("tax", Unit.IdOf("kh-so-tai-chinh"), "Mẫu", work.Dossier.DueAt!.Value),
            ],
            act
        );

    /// <summary>The answer, in the chain and in the row that the work-list of the body asked reads.</summary>
    private static Outcome Answer(DossierWork work, int index, ActContext act)
    {
        var request = work.Requests[index];
        var row = work.Records.Opinions.Single(o => o.Id == request.Id);
        (row.ClosedAt, row.Answer) = (act.At, "agree");
        return work.AnswerOpinion(request.Id, "agree", null, act);
    }

    /// <summary>The commune is asked in the place of a department, so that its demonstration accounts see a request.</summary>
    private async Task RedirectAsync(IServiceProvider services, Guid officer)
    {
        var (work, act, db) = await TakeAsync(services, "consulting", officer);
        var commune = Unit.IdOf(Commune);
        var request = work.Requests[0];
        Expect(work.RedirectOpinion(request.Id, commune, "Mẫu", act));
        (await db.Set<Opinion>().SingleAsync(o => o.Id == request.Id)).UnitId = commune;
        services.GetRequiredService<DossierStore>().Save(work);
        await db.SaveChangesAsync();
        Opinion = request.Id.ToString("D");
    }

    private async Task OpenCaseAsync(IServiceProvider services, Guid officer)
    {
        var (work, act, db) = await TakeAsync(services, "with-case", officer);
        var applicant = await db.Set<Applicant>()
            .AsNoTracking()
            .SingleAsync(a => a.DossierId == work.Dossier.Id);
        var id = Guid.CreateVersion7();
        var copy = new Applicant
        {
            DossierId = id,
            Name = applicant.Name,
            FoldedName = applicant.FoldedName,
            Salt = applicant.Salt,
        };
        var opened = work.OpenCase(
            Unit.IdOf(Commune),
            work.Dossier.Code + "-LT",
            copy.Commitment(),
            true,
            act,
            id
        );
        Expect(opened);
        Expect(opened.Value!.Assign(null, true, act));
        var store = services.GetRequiredService<DossierStore>();
        db.Add(copy);
        store.Save(work);
        store.Save(opened.Value, isNew: true);
        await db.SaveChangesAsync();
        codes["case"] = opened.Value.Dossier.Code;
    }

    private async Task<(DossierWork Work, ActContext Act, ThuocDoDb Db)> TakeAsync(
        IServiceProvider services,
        string state,
        Guid officer
    )
    {
        var db = services.GetRequiredService<ThuocDoDb>();
        var code = codes[state];
        var id = await db.Set<Dossier>().Where(d => d.Code == code).Select(d => d.Id).SingleAsync();
        var work = (
            await services.GetRequiredService<DossierStore>().LoadAsync(id, CancellationToken.None)
        )!;
        var at = services.GetRequiredService<Clock>().Now.AddMinutes(30);
        return (work, ActContext.Live(officer, at), db);
    }
}
