using Shouldly;
using ThuocDo.Programmes.Cycle;
using ThuocDo.Programmes.Dissemination;
using ThuocDo.Programmes.Steering;
using Xunit;

namespace ThuocDo.Tests.Programmes.Cycle;

public sealed class LatePartTests
{
    private static readonly DateOnly Due = new(2025, 3, 12);
    private static readonly DateTime At = new(2025, 3, 11, 2, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("2025-03-12", "2025-03-17", false)]
    [InlineData("2025-03-12", "2025-03-18", true)]
    [InlineData("2025-02-01", "2025-03-12", false)]
    [InlineData("2025-02-01", "2025-03-13", true)]
    public void Part_SentInTimeAndBack_IsLateOnceItIsNotSentAgain(
        string returned,
        string today,
        bool late
    )
    {
        var part = Sent(new DateOnly(2025, 1, 31));
        part.Return("Thiếu số liệu.", DateOnly.Parse(returned, null));

        var day = DateOnly.Parse(today, null);
        part.IsLate(Due, day).ShouldBe(late);
        part.Submit("{}", Due, Due, At, day, null);
        part.IsLate(Due, day.AddDays(30))
            .ShouldBe(late, "sending it again does not undo the delay");
        part.Accept();
        part.IsLate(Due, day.AddDays(60)).ShouldBe(late);
    }

    [Theory]
    [InlineData("2025-03-14", "2025-03-13")]
    [InlineData("2025-03-15", "2025-03-14")]
    [InlineData("2025-05-15", "2025-03-14")]
    [InlineData("2024-12-15", "2024-12-15")]
    public void Figures_OfADayThatIsNotOver_AreNotTheLast(string today, string last) =>
        RoundDesk
            .LastDay(
                new ReportRound
                {
                    Id = Guid.Empty,
                    UnitId = Guid.Empty,
                    Period = "quarter-1",
                    Year = 2025,
                    From = new(2024, 12, 15),
                    To = new(2025, 3, 14),
                    DueOn = Due,
                    SentOn = Due,
                },
                DateOnly.Parse(today, null)
            )
            .ShouldBe(DateOnly.Parse(last, null));

    [Fact]
    public void Part_SentBeforeTheLastOfItsDays_IsCompletedOnce()
    {
        var (to, part) = (new DateOnly(2025, 3, 14), Sent(new DateOnly(2025, 3, 11)));

        part.IsUnfinished(to).ShouldBeTrue();
        part.Complete("{}", to);

        (part.IsUnfinished(to), part.FiguresTo).ShouldBe((false, to));
        Should.Throw<InvalidOperationException>(() => part.Complete("{}", to));
    }

    [Fact]
    public void Form_OfAgencies_CallsAnIncreaseAnIncrease()
    {
        var growth = ContributionForm.On(Due).Single(f => f.Key == "T12");
        growth.Label.Vi.ShouldStartWith("Mức tăng");
    }

    [Theory]
    [InlineData(null, 2, false)]
    [InlineData(2, 2, true)]
    [InlineData(1, 2, false)]
    [InlineData(null, null, true)]
    public void Task_WithoutAnAxis_SilencesNoTargetOfOne(int? task, int? target, bool serves) =>
        PackReader.Serves(task, target).ShouldBe(serves);

    [Theory]
    [InlineData(40, 25, 10, 40)]
    [InlineData(0, 25, 10, 35)]
    [InlineData(20, 25, 10, 35)]
    public void Participants_OfABodyAndItsCells_AreCountedOnce(int own, int one, int two, int all)
    {
        var (round, unit) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        List<StudyPart> parts = [Held("A", one), Held("B", two)];
        if (own > 0)
        {
            parts.Add(Held("", own));
        }

        StudyPart.ParticipantsOf(parts).ShouldBe(all);

        StudyPart Held(string cell, int count)
        {
            var part = StudyPart.Ask(Guid.CreateVersion7(), round, unit, cell);
            part.Acknowledge(Due, count, null, At, null);
            return part;
        }
    }

    private static Contribution Sent(DateOnly figuresTo)
    {
        var part = Contribution.Ask(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7()
        );
        part.Submit("{}", figuresTo, Due, At, new DateOnly(2025, 1, 31), null);
        return part;
    }
}
