using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Dialogues;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A briefing with a conclusion, and a dialogue with a question, of each of the two units of the permission matrix.</summary>
public static class MatrixSteering
{
    public static Guid MeetingIn(string unit) => StableId.From("matrix-meeting:" + unit);

    public static Guid DialogueIn(string unit) => StableId.From("matrix-dialogue:" + unit);

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            var programme = await db.Set<Programme>().SingleAsync();
            foreach (var unit in new[] { RouteRecords.OwnUnit, RouteRecords.ForeignUnit })
            {
                db.Add(
                    new Meeting
                    {
                        Id = MeetingIn(unit),
                        ProgrammeId = programme.Id,
                        Kind = MeetingKind.Briefing,
                        UnitId = Unit.IdOf(unit),
                        HeldOn = new DateOnly(2024, 3, 4),
                        CutAt = TestWeb.UsualInstant,
                        Pack = EmptyPack.ToJson(),
                    }
                );
                db.Add(
                    new Conclusion
                    {
                        Id = StableId.From("matrix-conclusion:" + unit),
                        MeetingId = MeetingIn(unit),
                        Number = 1,
                        Text = "Sample",
                    }
                );
                db.Add(
                    new Dialogue
                    {
                        Id = DialogueIn(unit),
                        UnitId = Unit.IdOf(unit),
                        HeldOn = new DateOnly(2024, 3, 4),
                        Place = "Sample",
                        Topic = "Sample",
                        Audience = DialogueAudience.Everybody,
                    }
                );
                db.Add(
                    new DialogueQuestion
                    {
                        Id = StableId.From("matrix-question:" + unit),
                        DialogueId = DialogueIn(unit),
                        Number = 1,
                        Salt = new byte[16],
                        Text = "Sample",
                        UnitId = Unit.IdOf(unit),
                        DueOn = new DateOnly(2024, 3, 20),
                    }
                );
            }

            await db.SaveChangesAsync();
        });

    private static MeetingPack EmptyPack =>
        new()
        {
            AsOf = new DateOnly(2024, 3, 4),
            Unit = new Bilingual("Sample", null),
            HasFigures = true,
            Reds = [],
            RedCount = 0,
            Tally = new TaskTally(),
            Late = [],
            Obstacles = [],
            ObstacleCount = 0,
            Decisions = [],
            DecisionCount = 0,
        };
}
