using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Voices.Complaints;
using ThuocDo.Oversight.Voices.Denunciations;
using ThuocDo.Oversight.Voices.Feedbacks;
using ThuocDo.Oversight.Voices.Supervision;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>Feedback, a complaint, a denunciation, a supervision and a Party inspection of each of the two units of the permission matrix.</summary>
public static class MatrixVoices
{
    private static readonly DateOnly Day = new(2024, 3, 1);

    public static Guid FeedbackIn(string unit) => StableId.From("matrix-feedback:" + unit);

    public static Guid ComplaintIn(string unit) => StableId.From("matrix-complaint:" + unit);

    public static Guid DenunciationIn(string unit) => StableId.From("matrix-denunciation:" + unit);

    public static Guid SupervisionIn(string unit) => StableId.From("matrix-supervision:" + unit);

    public static Guid PartyCaseIn(string unit) => StableId.From("matrix-party:" + unit);

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                var id = Unit.IdOf(unit);
                db.Add(
                    new Feedback
                    {
                        Id = FeedbackIn(unit),
                        Code = "PA-" + unit,
                        SecretHash = new byte[32],
                        Kind = FeedbackKind.Conduct,
                        Channel = FeedbackChannel.Portal,
                        Salt = new byte[16],
                        Name = "Sample",
                        Contact = "Sample",
                        Text = "Sample",
                        UnitId = id,
                        ReceivedOn = Day,
                        RunsFrom = Day,
                        ResolveBy = Day.AddDays(21),
                    }
                );
                db.Add(
                    new Complaint
                    {
                        Id = ComplaintIn(unit),
                        Code = "KN-" + unit,
                        UnitId = id,
                        Round = 1,
                        Salt = new byte[16],
                        Name = "Sample",
                        Contact = "Sample",
                        About = "Sample",
                        Text = "Sample",
                        KnownOn = Day,
                        ReceivedOn = Day,
                        IsRemote = false,
                        Named = "",
                    }
                );
                db.Add(
                    new Denunciation
                    {
                        Id = DenunciationIn(unit),
                        Code = "TC-" + unit,
                        SecretHash = new byte[32],
                        UnitId = id,
                        ReceivedOn = Day,
                        BoxHash = "",
                        Named = "",
                        SeatsHash = "",
                    }
                );
                foreach (var kind in new[] { SupervisionKind.Front, SupervisionKind.Party })
                {
                    db.Add(
                        new SupervisionCase
                        {
                            Id =
                                kind == SupervisionKind.Party
                                    ? PartyCaseIn(unit)
                                    : SupervisionIn(unit),
                            Kind = kind,
                            ByUnitId = id,
                            UnitId = id,
                            Subject = "Sample",
                            OpenedOn = Day,
                            Salt = new byte[16],
                        }
                    );
                }
            }

            await db.SaveChangesAsync();
        });
}
