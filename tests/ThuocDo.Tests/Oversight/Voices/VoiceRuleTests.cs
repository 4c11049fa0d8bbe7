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

    [Theory]
    [InlineData("Kính gửi Lê Thị Mẫu, xã đã xem.", "Lê Thị Mẫu")]
    [InlineData("Kính gửi LÊ  THỊ\nMẪU.", "LÊ  THỊ\nMẪU")]
    [InlineData("Kinh gui Le Thi Mau.", "Lê Thị Mẫu")]
    [InlineData("Gọi 0901 234.567 để hẹn.", "0901 234.567")]
    [InlineData("Nhà ở thôn 1,  An Hải.", "thôn 1,  An Hải")]
    [InlineData("Lê Thị Mẫuu và thôn 12 không phải người gửi.", null)]
    public void Sender_InAnyText_IsFoundAndTakenOut(string text, string? found)
    {
        const string name = "Lê Thị Mẫu";
        const string contact = "0901234567";
        const string address = "thôn 1, An Hải";
        SenderMask.Found(text, name, contact, address).ShouldBe(found);
        var masked = SenderMask.Of(text, name, contact, address);
        if (found is not null && text.Contains(found, StringComparison.Ordinal))
        {
            masked.ShouldNotContain(found);
        }
    }

    [Fact]
    public void Name_OfOneSyllable_IsFoundOnlyAsItIsWritten()
    {
        SenderMask.Found("Giữ an toàn.", "An", "mau@vi-du.vn", null).ShouldBeNull();
        SenderMask.Found("Chào An.", "An", "mau@vi-du.vn", null).ShouldBe("An");
    }

    [Fact]
    public void Complaint_FirstDay_IsThatOfTheFirstClock()
    {
        VoiceClocks.On("complaint", "right", ComplaintClock.First).ShouldNotBeNull();
        Should.Throw<InvalidOperationException>(() =>
            VoiceClocks.On("complaint", "right", ComplaintClock.First.AddDays(-1))
        );
    }
}
