using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Takeover;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Simulation;

/// <summary>
/// What happens to one simulated dossier after receipt, act by act, until it is returned or the simulated time ends.
/// Lateness differs by unit and falls over the years; offices that end hand their open dossiers over.
/// </summary>
internal sealed class Life(
    DossierWork work,
    Officers officers,
    UnitTree tree,
    WorkCalendar calendar,
    Seeded random,
    DateTime end
)
{
    private DateTime now = work.Dossier.ReceivedAt;

    public void Run()
    {
        var dossier = work.Dossier;
        var received = dossier.ReceivedOn;
        var year = received.Year - 2020;
        var electronically = random.Chance(Math.Min(0.97, 0.45 + 0.11 * year));
        var wholly = random.Chance(
            Math.Min(
                0.96,
                0.35 + 0.12 * year + (dossier.Channel == Shared.Facts.Channel.Online ? 0.2 : 0)
            )
        );
        if (!At(Later(now, random.Between(10, 180))))
        {
            return;
        }

        Expect(
            work.Assign(
                officers.Of(Role.Specialist),
                electronically || wholly,
                Act(Role.Receptionist)
            )
        );
        if (random.Chance(0.01) && At(Later(now, random.Between(60, 600))))
        {
            Expect(work.Withdraw(null, Act(Role.Receptionist)));
            return;
        }

        if (random.Chance(0.07) && !Supplement())
        {
            return;
        }

        if (!Finish(year))
        {
            return;
        }

        if (At(Later(now, random.Chance(0.8) ? random.Between(5, 300) : random.Between(300, 4000))))
        {
            Expect(work.Return(dossier.ReturnByPost, Act(Role.Receptionist)));
        }
    }

    private bool Supplement()
    {
        if (!At(Later(now, random.Between(60, 900))))
        {
            return false;
        }

        if (!work.RequestSupplement("absent", null, Act(Role.Specialist)).Succeeded)
        {
            return true;
        }

        if (!At(Later(now, random.Between(480, 5000))))
        {
            return false;
        }

        Expect(work.ReceiveSupplement(Act(Role.Receptionist)));
        return true;
    }

    private bool Finish(int year)
    {
        var due = work.Dossier.DueAt!.Value;
        var lateness = LatenessOf(work.Dossier.UnitId) * Math.Pow(0.86, year);
        var willBeLate = random.Chance(lateness);
        if (willBeLate && random.Chance(0.3))
        {
            var day = work.Rules.LatestApologyDay(due, calendar);
            while (!calendar.IsWorkingDay(day))
            {
                day = day.AddDays(-1);
            }

            var notice = VietnamTime.ToUtc(day.ToDateTime(new TimeOnly(9, random.Below(60))));
            if (notice > now && At(notice))
            {
                var next = calendar.AddWorkingDays(VietnamTime.DayOf(due), random.Between(2, 6));
                Expect(work.Extend("site-check", next, Act(Role.UnitHead)));
                due = work.Dossier.DueAt!.Value;
                willBeLate = random.Chance(0.25);
            }
        }

        var finish = willBeLate ? Later(due, random.Between(300, 4000)) : BeforeDue(due);
        var steps = work.Version.Steps.Count(s =>
            s.Number > work.Dossier.Step && s.Code != ProcessStep.Return
        );
        for (var left = steps; left > 0; left--)
        {
            if (
                !At(
                    Later(
                        now,
                        Math.Max(
                            1,
                            calendar.WorkingMinutesBetween(
                                VietnamTime.ToLocal(now),
                                VietnamTime.ToLocal(finish)
                            ) / (left + 1)
                        )
                    )
                )
            )
            {
                return false;
            }

            Expect(work.Forward(officers.Of(work.NextStep!.Role), null, Act(work.Step.Role)));
        }

        if (!At(finish > now ? finish : Later(now, 5)))
        {
            return false;
        }

        if (random.Chance(0.02))
        {
            Expect(work.Refuse("not-eligible", Act(Role.Signer)));
        }
        else
        {
            Expect(
                work.Finish(
                    null,
                    work.Version.ElectronicResult
                        && random.Chance(Math.Min(0.95, 0.3 + 0.13 * year)),
                    Act(Role.Signer)
                )
            );
        }

        return true;
    }

    private DateTime BeforeDue(DateTime due)
    {
        var minutes = calendar.WorkingMinutesBetween(
            VietnamTime.ToLocal(now),
            VietnamTime.ToLocal(due)
        );
        return minutes <= 1
            ? Later(now, 1)
            : Later(
                now,
                (long)(
                    minutes
                    * (
                        random.Chance(0.35)
                            ? 0.93 + 0.06 * random.Unit()
                            : 0.25 + 0.65 * random.Unit()
                    )
                )
            );
    }

    private double LatenessOf(Guid unitId)
    {
        var unit = tree[unitId];
        var own = Seeded.From(7, "late/" + (unit.Code ?? unit.Key)).Unit();
        return unit.Level switch
        {
            Level.Province => 0.03 + 0.10 * own,
            Level.District => 0.06 + 0.16 * own,
            _ => 0.01 + 0.08 * own,
        };
    }

    private DateTime Later(DateTime from, long workingMinutes) =>
        VietnamTime.ToUtc(calendar.AddWorkingMinutes(VietnamTime.ToLocal(from), workingMinutes));

    /// <summary>Moves to an instant, handing the dossier over on the way where its office ends; false after the end.</summary>
    private bool At(DateTime instant)
    {
        while (work.Dossier.IsOpen && tree[work.Dossier.UnitId] is { ValidTo: { } ends } unit)
        {
            var handOver = VietnamTime.ToUtc(ends.ToDateTime(TimeOnly.MinValue));
            if (instant < handOver || handOver >= end)
            {
                break;
            }

            var successor = Successor(unit, ends);
            now = handOver;
            Expect(work.Transfer(successor.To.Id, successor.Act, Act(null), ends));
        }

        if (instant >= end)
        {
            return false;
        }

        now = Clock.Cut(instant);
        return true;
    }

    private (Unit To, string Act) Successor(Unit unit, DateOnly ends)
    {
        var successors = TakeoverRules.SuccessorsOf(unit, tree);
        return successors.Count > 0
            ? random.Pick(successors)
            : throw new InvalidOperationException(
                $"The unit {unit.Key} ends on {ends:O} and no successor is recorded."
            );
    }

    private ActContext Act(Role? role) =>
        new(role is { } r ? officers.Of(r) : null, now, random.Id);

    /// <summary>A simulated official knows the rules; a refusal here is a fault of the simulation and must not pass unseen.</summary>
    private void Expect(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(
                $"{work.Dossier.Code} in state {work.Dossier.State} at step {work.Dossier.Step}: {outcome.Key}."
            );
        }
    }
}
