using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Simulation;

/// <summary>
/// A reproducible province: real units, procedures and calendar; invented people and invented lateness. Every act goes
/// through <see cref="DossierWork"/>, so that events, clock entries and facts are those of the pages.
/// </summary>
/// <param name="officer">The account that does this role in this unit.</param>
public sealed class Simulator(
    UnitTree tree,
    Catalogue catalogue,
    WorkCalendar calendar,
    Func<Guid, Role, Guid> officer
)
{
    private readonly Dictionary<(string Identifier, DateOnly Day), int> numbers = [];

    /// <summary>The last running number used by each office on each day.</summary>
    public IEnumerable<CodeCounter> Counters =>
        numbers.Select(n => new CodeCounter
        {
            Identifier = n.Key.Identifier,
            Day = n.Key.Day,
            Last = n.Value,
        });

    public IEnumerable<SimulatedDossier> Run(SimulationPlan plan)
    {
        var workload = new Workload(tree, catalogue, plan.Seed);
        var people = new SamplePeople(plan.Seed);
        var online = new HashSet<(int Person, int Year)>();
        var random = Seeded.From(plan.Seed, "dossiers");
        var end = VietnamTime.ToUtc(plan.To.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var population = Math.Max(50, plan.Dossiers / 3);
        foreach (var drawn in workload.Days(plan, calendar))
        {
            var day = drawn;
            var choice = workload.Choose(day, random);
            if (!calendar.IsWorkingDay(day) && choice?.Version.IsOnline(day) == false)
            {
                // No counter is open: the applicant comes on the next working day.
                day = NextOpenDay(day, plan);
                choice = workload.Choose(day, random);
            }

            if (choice is not { } chosen)
            {
                continue;
            }

            var (office, version) = chosen;
            var channel = calendar.IsWorkingDay(day)
                ? ChannelOn(day, version, office.Level, random)
                : Channel.Online;
            var receivedAt = VietnamTime.ToUtc(day.ToDateTime(ReceiptTime(channel, day, random)));
            var person = random.Below(population);
            var sample = people.Person(person);
            var firstOnline = channel == Channel.Online && online.Add((person, day.Year));
            var key = (office.Identifier!, day);
            numbers[key] = numbers.GetValueOrDefault(key) + 1;
            var officers = new Officers(officer, office.Id, version.CompetentUnitId ?? office.Id);
            var id = random.Id(receivedAt);
            var ids = new Queue<Guid>([id]);
            var applicant = SamplePeople.Applicant(id, sample, office.Name, random.Bytes(16));
            var work = DossierWork.Receive(
                new Intake
                {
                    ReceivingUnitId = office.Id,
                    CompetentUnitId = version.CompetentUnitId ?? office.Id,
                    Subject = catalogue[version.ProcedureId].ShortVi,
                    Channel = channel,
                    ReceivedAt = receivedAt,
                    ApplicantCommitment = applicant.Commitment(),
                    TrackingHash = TrackingSecret.Hash(TrackingSecret.FromSeed(random.Bytes(8))),
                    FeeWaived = version.Fee > 0 && random.Chance(0.06),
                    PaidOnline = random.Chance(
                        channel == Channel.Online
                            ? 0.15 + 0.13 * (day.Year - 2020)
                            : 0.03 * (day.Year - 2020)
                    ),
                    ReturnByPost = random.Chance(0.04 + 0.035 * (day.Year - 2020)),
                    ElectronicIdentity = random.Chance(
                        day.Year < 2022 ? 0.25 : Math.Min(0.97, 0.55 + 0.14 * (day.Year - 2022))
                    ),
                    FirstOnlineOfYear = firstOnline,
                    PapersNote = string.Join(
                        ",",
                        version.Papers.Where(p => p.IsRequired).Select(p => p.Number)
                    ),
                },
                DossierCode.Format(office.Identifier!, day, numbers[key]),
                version,
                calendar,
                new ActContext(
                    officers.Of(Role.Receptionist),
                    receivedAt,
                    at => ids.TryDequeue(out var first) ? first : random.Id(at)
                )
            );
            new Life(work, officers, tree, calendar, random, end).Run();
            yield return new SimulatedDossier(
                work,
                applicant,
                firstOnline
                    ? new OnlineUser
                    {
                        PersonKey = sample.PersonKey,
                        Year = day.Year,
                        DossierId = id,
                    }
                    : null
            );
        }
    }

    private static Channel ChannelOn(
        DateOnly day,
        ProcedureVersion version,
        Level level,
        Seeded random
    )
    {
        var online =
            level switch
            {
                Level.Province => 0.18,
                Level.District => 0.10,
                _ => 0.05,
            }
            + 0.115 * (day.Year - 2020 + day.Month / 12.0);
        var roll = random.Unit();
        if (version.IsOnline(day) && roll < online)
        {
            return Channel.Online;
        }

        return version.PostEligible && roll > 0.985 - 0.012 * (day.Year - 2020)
            ? Channel.Post
            : Channel.Counter;
    }

    /// <summary>The next working day, or at the end of the simulated time the last one before.</summary>
    private DateOnly NextOpenDay(DateOnly day, SimulationPlan plan)
    {
        var next = calendar.OnOrAfter(day);
        while (next > plan.To || !calendar.IsWorkingDay(next))
        {
            next = next.AddDays(-1);
        }

        return next;
    }

    private TimeOnly ReceiptTime(Channel channel, DateOnly day, Seeded random)
    {
        if (channel == Channel.Online && (random.Chance(0.25) || !calendar.IsWorkingDay(day)))
        {
            return new TimeOnly(random.Between(5, 23), random.Below(60), random.Below(60));
        }

        var sessions = calendar.Sessions(day);
        var session = sessions[random.Chance(0.6) ? 0 : sessions.Count - 1];
        var seconds = (int)(session.To - session.From).TotalSeconds;
        return session.From.Add(TimeSpan.FromSeconds(random.Below(seconds)));
    }
}

/// <summary>Who acts in the receiving and in the competent unit.</summary>
internal sealed class Officers(Func<Guid, Role, Guid> officer, Guid receiving, Guid competent)
{
    public Guid Of(Role role) => officer(role == Role.Receptionist ? receiving : competent, role);
}
