using System.Text;
using Shouldly;
using ThuocDo.Oversight.Voices;
using ThuocDo.Oversight.Voices.Complaints;
using ThuocDo.Oversight.Voices.Denunciations;
using ThuocDo.Oversight.Voices.Feedbacks;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.Oversight.Voices;

public sealed class VoiceRuleTests
{
    /// <summary>Law 02/2011/QH13, calendar days.</summary>
    [Theory]
    [InlineData(1, false, false, 30)]
    [InlineData(1, true, false, 45)]
    [InlineData(1, false, true, 45)]
    [InlineData(1, true, true, 60)]
    [InlineData(2, false, false, 45)]
    [InlineData(2, true, false, 60)]
    [InlineData(2, false, true, 60)]
    [InlineData(2, true, true, 70)]
    public void Settlement_ByRoundAndNature_HasItsDays(
        int round,
        bool complex,
        bool remote,
        int days
    )
    {
        var day = new DateOnly(2024, 1, 31);
        ComplaintClock.SettleBy(day, round, complex, remote).ShouldBe(day.AddDays(days));
    }

    [Fact]
    public void Complaint_OtherSteps_AreCalendarDays()
    {
        var day = new DateOnly(2024, 2, 8);
        ComplaintClock.RightUntil(day, 0).ShouldBe(day.AddDays(90));
        ComplaintClock.RightUntil(day, 12).ShouldBe(day.AddDays(102));
        ComplaintClock.AcceptBy(day).ShouldBe(day.AddDays(10));
        ComplaintClock.AgainUntil(day, false).ShouldBe(day.AddDays(30));
        ComplaintClock.AgainUntil(day, true).ShouldBe(day.AddDays(45));
    }

    /// <summary>2, 5, 15 and 2 working days; the lunar New Year break of 2024 lies between.</summary>
    [Theory]
    [InlineData(FeedbackState.New, "2024-02-07")]
    [InlineData(FeedbackState.Checking, "2024-02-19")]
    [InlineData(FeedbackState.Processing, "2024-03-04")]
    [InlineData(FeedbackState.Answered, "2024-02-22")]
    [InlineData(FeedbackState.Published, null)]
    [InlineData(FeedbackState.NeedsInformation, null)]
    public void Feedback_ByState_WaitsForItsNextDay(FeedbackState state, string? due)
    {
        var (calendar, from) = (WorkCalendar.National(), new DateOnly(2024, 2, 5));
        var resolve = VoiceClocks.Due("feedback", "resolve", from, calendar);
        FeedbackFlow
            .DueOn(state, from, resolve, new DateOnly(2024, 2, 20), calendar)
            .ShouldBe(
                due is null
                    ? null
                    : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture)
            );
        VoiceClocks.On("feedback", "transfer", from).IsConfirmed.ShouldBeTrue();
        VoiceClocks.On("feedback", "resolve", from).IsConfirmed.ShouldBeFalse();
        VoiceClocks.On("denunciation", "settle", from).IsConfirmed.ShouldBeFalse();
    }

    [Fact]
    public void Envelope_OpensForItsPersonItsRecordAndNobodyElse()
    {
        const int rounds = 1000;
        var (mine, other) = (Envelope.Make("mật khẩu một", rounds), Envelope.Make("hai", rounds));
        var (id, key) = (Guid.CreateVersion7(), Envelope.NewKey());
        var content = Encoding.UTF8.GetBytes("bí mật");
        var box = Envelope.Seal(key, content, id);
        box.Length.ShouldBe(
            Envelope.Seal(key, new byte[3000], id).Length,
            "the length tells little"
        );
        var wrapped = Envelope.Wrap(key, mine.Public, id);

        using var pair = Envelope.Unlock(mine.SealedPrivate, "mật khẩu một")!;
        using var stranger = Envelope.Unlock(other.SealedPrivate, "hai")!;
        Envelope.Unlock(mine.SealedPrivate, "mật khẩu").ShouldBeNull();
        Envelope.Unwrap(wrapped, pair, id).ShouldBe(key);
        Envelope.Unwrap(wrapped, stranger, id).ShouldBeNull();
        Envelope.Unwrap(wrapped, pair, Guid.CreateVersion7()).ShouldBeNull();
        Envelope.Unseal(key, box, id).ShouldBe(content);
        Envelope.Unseal(key, box, Guid.CreateVersion7()).ShouldBeNull();
        box[20] ^= 1;
        Envelope.Unseal(key, box, id).ShouldBeNull();
    }
}
