using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Processes;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Tests.OneStop.Processes;

/// <summary>One applicant's dossier and the sub-cases opened from it, in memory.</summary>
internal sealed class Interlinked
{
    public static readonly Guid Commune = Unit.IdOf("c22888");
    public static readonly Guid District = Unit.IdOf("d587");
    public static readonly Guid Department = Unit.IdOf("so-tu-phap");

    private int codes;

    private Interlinked(DossierWork main) => Main = main;

    public DossierWork Main { get; }

    /// <summary>Received on that local time in a commune, promised within 20 working days.</summary>
    public static Interlinked Receive(string process, string local, string unit = "c22888") =>
        new(
            DossierWork.Receive(
                new Intake
                {
                    ReceivingUnitId = Unit.IdOf(unit),
                    CompetentUnitId = Unit.IdOf(unit),
                    Subject = "sample",
                    Channel = Channel.Online,
                    ReceivedAt = Utc(local),
                    ApplicantCommitment = "x",
                    TrackingHash = new byte[32],
                    PapersNote = "1,2",
                },
                "MAIN",
                Version(),
                WorkCalendar.National(),
                Act(local),
                (StableId.From(process), SampleProcesses.Of(process))
            )
        );

    public DossierWork Open(DossierWork from, Guid unit, string local)
    {
        var opened = from.OpenCase(unit, $"CASE-{++codes}", "x", true, Act(local));
        opened.Key.ShouldBeNull();
        return opened.Value!;
    }

    /// <summary>Gives a sub-case back and lets the dossier that opened it take it.</summary>
    public static void Return(DossierWork part, DossierWork to, string outcome, string local)
    {
        Do(part.ReturnCase(outcome, null, Act(local)));
        Do(to.TakeBack(part.Dossier.Id, outcome, Act(local)));
    }

    public static void Do(Outcome outcome) => outcome.Key.ShouldBeNull();

    public static ActContext Act(string local) => ActContext.Live(null, Utc(local));

    /// <summary>Local time, as in <c>2024-03-06 10:00</c>.</summary>
    public static DateTime Utc(string local) =>
        VietnamTime.ToUtc(
            DateTime.ParseExact(
                local,
                "yyyy-MM-dd HH:mm",
                System.Globalization.CultureInfo.InvariantCulture
            )
        );

    public static string Due(DossierWork work) =>
        VietnamTime
            .ToLocal(work.Dossier.DueAt!.Value)
            .ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The sums of the facts a dossier has written, by unit and kind, without those that cancel out.</summary>
    public static IReadOnlyDictionary<(Guid Unit, FactKind Kind), int> Count(
        params DossierWork[] dossiers
    ) =>
        dossiers
            .SelectMany(d => d.Records.Facts)
            .GroupBy(f => (f.UnitId, f.Kind))
            .Select(g => (g.Key, Sum: g.Sum(f => f.Count)))
            .Where(g => g.Sum != 0)
            .ToDictionary(g => g.Key, g => g.Sum);

    private static ProcedureVersion Version()
    {
        var like = ProcedureFacts.Versions()[0];
        return new ProcedureVersion
        {
            Id = StableId.From("test"),
            ProcedureId = like.ProcedureId,
            Number = 1,
            ValidFrom = like.ValidFrom,
            Regime = like.Regime,
            Level = like.Level,
            StatutoryLimit = Limit.Parse("25wd", null),
            PromisedLimit = Limit.Parse("20wd", null),
            Fee = 0,
            OnlineLevel = like.OnlineLevel,
            PostEligible = true,
            ElectronicResult = false,
            Process = like.Process,
            Steps = like.Steps,
            Papers = like.Papers,
            IsConfirmed = false,
        };
    }
}
