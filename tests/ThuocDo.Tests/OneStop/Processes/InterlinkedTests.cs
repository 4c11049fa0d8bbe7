using Shouldly;
using ThuocDo.OneStop.Audit;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Facts;
using Xunit;
using static ThuocDo.Tests.OneStop.Processes.Interlinked;

namespace ThuocDo.Tests.OneStop.Processes;

/// <summary>
/// One dossier over several agencies: each hop has its own clock cut from the whole, the applicant's dossier is counted
/// once, each agency's part once for that agency.
/// </summary>
public sealed class InterlinkedTests
{
    private const string Three = "lien-thong-ba-cap";
    private const string Two = "lien-thong-hai-cap";

    [Fact]
    public void Dossier_OverCommuneDistrictDepartment_KeepsOwnAndTotalClocks()
    {
        // Wednesday 10:00; 20 working days end on Wednesday 3 April.
        var all = Receive(Three, "2024-03-06 10:00");
        var commune = all.Main;
        Due(commune).ShouldBe("2024-04-03 17:00");
        Do(commune.Assign(null, true, Act("2024-03-06 10:30")));
        Do(commune.Forward(null, null, Act("2024-03-07 09:00")));

        // 9,900 office minutes in all, 60 % of them in whole hours: 99 hours from Thursday 09:10.
        var district = all.Open(commune, District, "2024-03-07 09:10");
        Due(district).ShouldBe("2024-03-25 14:10");
        Due(commune).ShouldBe("2024-04-03 17:00");
        commune.IsElsewhere.ShouldBeTrue();
        commune
            .RequestSupplement("absent", null, Act("2024-03-07 09:20"))
            .Key.ShouldBe("process.refused.elsewhere");

        // Two opinions side by side; the second answer joins and sends the case on.
        Do(district.Assign(null, true, Act("2024-03-07 10:00")));
        Do(
            district.RequestOpinions(
                [
                    new("land", Unit.IdOf("so-tn-mt"), "?", Utc("2024-03-11 17:00")),
                    new("tax", Unit.IdOf("so-tai-chinh"), "?", Utc("2024-03-11 17:00")),
                ],
                Act("2024-03-07 10:30")
            )
        );
        Answer(district, "tax", "agree", "2024-03-08 09:00");
        district.StepNow.Code.ShouldBe("consult");
        Answer(district, "land", "agree-with-remarks", "2024-03-11 09:00");
        district.StepNow.Code.ShouldBe("department");

        // Nested: 40 % of the district's 99 hours, in whole hours: 39 hours from Monday 09:30.
        var department = all.Open(district, Department, "2024-03-11 09:30");
        Due(department).ShouldBe("2024-03-18 08:30");
        Due(district).ShouldBe("2024-03-25 14:10");
        Do(department.Assign(null, true, Act("2024-03-11 14:00")));
        Do(department.Forward(null, null, Act("2024-03-14 09:00")));
        Return(department, district, "granted", "2024-03-15 15:00");
        department.Dossier.Timeliness.ShouldBe(Timeliness.Early);

        district.StepNow.Code.ShouldBe("conclude");
        Return(district, commune, "granted", "2024-03-26 09:00");
        district.Dossier.Timeliness.ShouldBe(Timeliness.Late);

        commune.StepNow.Code.ShouldBe("sign");
        Due(commune).ShouldBe("2024-04-03 17:00");
        Do(commune.Finish(null, false, Act("2024-03-27 10:00")));
        commune.Dossier.Timeliness.ShouldBe(Timeliness.Early);
        Do(commune.Return(false, Act("2024-03-27 11:00")));

        Count(commune, district, department)
            .ShouldBe(
                new Dictionary<(Guid, FactKind), int>
                {
                    [(Commune, FactKind.Received)] = 1,
                    [(Commune, FactKind.Closed)] = 1,
                    [(District, FactKind.CaseReceived)] = 1,
                    [(District, FactKind.CaseClosed)] = 1,
                    [(Department, FactKind.CaseReceived)] = 1,
                    [(Department, FactKind.CaseClosed)] = 1,
                },
                ignoreOrder: true
            );
        OnlyOf(district, Measures.CaseResolvedLate).ShouldBe(1);
        OnlyOf(department, Measures.CaseResolvedInTime).ShouldBe(1);
        foreach (var work in new[] { commune, district, department })
        {
            Replays(work);
        }
    }

    [Fact]
    public void Dossier_OpenAcrossTheReorganisation_KeepsRegimeAndClock()
    {
        var all = Receive(Three, "2025-06-16 10:00");
        var commune = all.Main;
        Do(commune.Assign(null, true, Act("2025-06-16 10:30")));
        Do(commune.Forward(null, null, Act("2025-06-17 09:00")));
        var district = all.Open(commune, District, "2025-06-17 09:10");
        Do(district.Assign(null, true, Act("2025-06-17 10:00")));
        Do(
            district.RequestOpinions(
                [
                    new("land", Unit.IdOf("so-nn-mt-2025"), "?", Utc("2025-07-02 17:00")),
                    new("tax", Unit.IdOf("so-tai-chinh-2025"), "?", Utc("2025-07-02 17:00")),
                ],
                Act("2025-06-27 09:00")
            )
        );
        var (total, own) = (Due(commune), Due(district));

        // On 1 July the district is no more: its work goes to the new commune.
        var successor = Unit.IdOf("c22888-2025");
        foreach (var work in new[] { commune, district })
        {
            Do(work.Transfer(successor, "Resolution 1667/NQ-UBTVQH15", Act("2025-07-01 00:00")));
        }

        foreach (var request in district.Requests)
        {
            Do(
                district.RedirectOpinion(
                    request.Id,
                    Unit.IdOf("kh-so-nn-mt"),
                    "Resolution 202/2025/QH15",
                    Act("2025-07-01 00:00")
                )
            );
        }

        (Due(commune), Due(district)).ShouldBe((total, own));
        commune.Dossier.Regime.ShouldBe(LegalRegime.R61_107);
        district.Dossier.Regime.ShouldBe(LegalRegime.R61_107);
        commune.Dossier.Code.ShouldBe("MAIN");
        Answer(district, "land", "agree", "2025-07-02 09:00");
        Answer(district, "tax", "agree", "2025-07-02 09:05");

        // A sub-case opened after that day belongs to the dossier and lives under its law.
        var department = all.Open(district, Unit.IdOf("kh-so-tu-phap"), "2025-07-02 10:00");
        department.Dossier.Regime.ShouldBe(LegalRegime.R61_107);
        Do(department.Assign(null, true, Act("2025-07-02 14:00")));
        Do(department.Forward(null, null, Act("2025-07-03 09:00")));
        Return(department, district, "granted", "2025-07-03 15:00");
        Return(district, commune, "granted", "2025-07-04 09:00");
        Do(commune.Finish(null, false, Act("2025-07-07 10:00")));
        commune.Ledger.Count(e => e.Kind == ClockEntryKind.Started).ShouldBe(1);
        commune.Dossier.Timeliness.ShouldBe(Timeliness.Early);

        Count(commune, district, department)
            .ShouldBe(
                new Dictionary<(Guid, FactKind), int>
                {
                    [(Commune, FactKind.Received)] = 1,
                    [(Commune, FactKind.TransferredOut)] = 1,
                    [(successor, FactKind.TransferredIn)] = 1,
                    [(successor, FactKind.Closed)] = 1,
                    [(District, FactKind.CaseReceived)] = 1,
                    [(District, FactKind.CaseTransferredOut)] = 1,
                    [(successor, FactKind.CaseTransferredIn)] = 1,
                    [(successor, FactKind.CaseClosed)] = 1,
                    [(Unit.IdOf("kh-so-tu-phap"), FactKind.CaseReceived)] = 1,
                    [(Unit.IdOf("kh-so-tu-phap"), FactKind.CaseClosed)] = 1,
                },
                ignoreOrder: true
            );
        foreach (var work in new[] { commune, district, department })
        {
            Replays(work);
        }
    }

    [Fact]
    public void Dossier_OverTwoLevels_CountsCommuneAndDepartmentOnce()
    {
        var all = Receive(Two, "2025-08-06 10:00", "c22888-2025");
        var commune = all.Main;
        var office = Unit.IdOf("c22888-2025");
        var department = Unit.IdOf("kh-so-tu-phap");
        commune.Dossier.Regime.ShouldBe(LegalRegime.R118);
        Do(commune.Assign(null, true, Act("2025-08-06 10:30")));
        Do(commune.Forward(null, null, Act("2025-08-07 09:00")));
        var total = Due(commune);
        Do(
            commune.RequestOpinions(
                [
                    new("land", Unit.IdOf("kh-so-nn-mt"), "?", Utc("2025-08-11 17:00")),
                    new("tax", Unit.IdOf("kh-so-tai-chinh"), "?", Utc("2025-08-11 17:00")),
                ],
                Act("2025-08-07 09:10")
            )
        );
        Answer(commune, "land", "agree", "2025-08-08 09:00");

        // Nobody answers for the tax: on the day after its due date silence fills the place.
        commune.Tick(Act("2025-08-11 16:00")).Key.ShouldBe("process.refused.nothing-due");
        Do(commune.Tick(Act("2025-08-11 17:01")));
        commune.StepNow.Code.ShouldBe("department");
        commune.Facts["opinion.tax"].ShouldBe("silent");
        commune
            .AnswerOpinion(
                commune.Requests.Single(r => r.Code == "tax").Id,
                "disagree",
                null,
                Act("2025-08-12 08:00")
            )
            .Key.ShouldBe("process.refused.opinion-closed");

        var part = all.Open(commune, department, "2025-08-12 09:00");
        Do(part.Assign(null, true, Act("2025-08-12 10:00")));

        // Given back because something is missing: the commune prepares it anew and opens it once more.
        Return(part, commune, "returned", "2025-08-13 09:00");
        commune.StepNow.Code.ShouldBe("verify");
        Do(commune.RequestSupplement("absent", "x", Act("2025-08-13 10:00")));
        Do(commune.ReceiveSupplement(Act("2025-08-14 10:00")));
        Do(commune.Forward(null, null, Act("2025-08-14 10:30")));
        commune.StepNow.Code.ShouldBe("consult");
        commune.IsJoined.ShouldBeFalse("the opinions are asked for anew");
        Due(commune).ShouldNotBe(total, "a supplement restarts the limit");

        // The applicant withdraws while the body asked is still silent.
        Do(commune.Withdraw(null, Act("2025-08-15 10:00")));
        Count(commune, part)
            .ShouldBe(
                new Dictionary<(Guid, FactKind), int>
                {
                    [(office, FactKind.Received)] = 1,
                    [(office, FactKind.Closed)] = 1,
                    [(department, FactKind.CaseReceived)] = 1,
                    [(department, FactKind.CaseClosed)] = 1,
                },
                ignoreOrder: true
            );
        OnlyOf(part, Measures.CaseResolved).ShouldBe(0, "given back is not resolved");
    }

    [Fact]
    public void Case_OfAnotherDossier_TakesNoActOfTheApplicant()
    {
        var all = Receive(Three, "2024-03-06 10:00");
        Do(all.Main.Assign(null, true, Act("2024-03-06 10:30")));
        Do(all.Main.Forward(null, null, Act("2024-03-06 11:00")));
        var part = all.Open(all.Main, District, "2024-03-06 14:00");
        Do(part.Assign(null, true, Act("2024-03-06 14:10")));
        var act = Act("2024-03-06 15:00");

        part.RequestSupplement("absent", null, act).Succeeded.ShouldBeFalse();
        part.Extend("x", new DateOnly(2024, 4, 1), act).Succeeded.ShouldBeFalse();
        part.Finish(null, false, act).Succeeded.ShouldBeFalse();
        part.Refuse("x", act).Succeeded.ShouldBeFalse();
        part.Withdraw(null, act).Succeeded.ShouldBeFalse();
        part.IssueSecret(new byte[32], act).Succeeded.ShouldBeFalse();
        part.ReturnCase("granted", null, act).Succeeded.ShouldBeFalse("steps are left");
        Do(part.ReturnCase("refused", null, act));
    }

    private static void Answer(DossierWork work, string code, string answer, string local) =>
        Do(
            work.AnswerOpinion(
                work.RequestsOfStep.Single(r => r.Code == code).Id,
                answer,
                null,
                Act(local)
            )
        );

    private static int OnlyOf(DossierWork work, Measure measure) =>
        work.Records.Facts.Where(f => measure.Counts(f.Kind, f.Traits)).Sum(f => f.Count);

    /// <summary>The chain alone tells the same row, ledger and facts.</summary>
    private static void Replays(DossierWork work)
    {
        var replay = DossierReplay.Of(work.Dossier.Id, work.Records.Events);
        replay.Faults.ShouldBeEmpty();
        foreach (var (name, value) in DossierFields.Named(DossierFields.Read(work.Dossier)))
        {
            replay.Fields.GetValueOrDefault(name).ShouldBe(value, name);
        }

        replay.ClockLines.ShouldBe(work.Ledger.Select(e => e.Canonical()));
        replay
            .Facts.Select(f => (f.EventId, f.UnitId, f.Day, f.Kind, f.Count))
            .ShouldBe(
                work.Records.Facts.Select(f => (f.EventId, f.UnitId, f.Day, f.Kind, f.Count))
            );
    }
}
