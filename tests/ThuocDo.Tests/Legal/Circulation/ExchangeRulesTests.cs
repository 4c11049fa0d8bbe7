using Shouldly;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Exchange;
using ThuocDo.Legal.Circulation.Registers;
using Xunit;

namespace ThuocDo.Tests.Legal.Circulation;

public sealed class ExchangeRulesTests
{
    [Theory]
    [InlineData("000.00.00.H56", "H56")]
    [InlineData("000.00.06.H56", "H56.06")]
    [InlineData("000.12.06.H56", "H56.06.12")]
    [InlineData("007.12.06.H56", "H56.06.12.007")]
    public void Identifier_OfBothForms_IsTheSameOrganisation(string old, string young)
    {
        OrganisationIdentifier.ToNew(old).ShouldBe(young);
        OrganisationIdentifier.ToOld(young).ShouldBe(old);
        OrganisationIdentifier.AreSame(old, young).ShouldBeTrue();
        OrganisationIdentifier.AreSame(young, young + ".01").ShouldBeFalse();
        OrganisationIdentifier.IsValid(old).ShouldBeTrue();
        OrganisationIdentifier.IsValid(young).ShouldBeTrue();
    }

    [Theory]
    // A level is left out: which unit is meant cannot be told.
    [InlineData("007.00.06.H56")]
    [InlineData("000.12.00.H56")]
    public void Identifier_WithAGap_IsNotConverted(string old) =>
        OrganisationIdentifier.ToNew(old).ShouldBeNull();

    [Theory]
    [InlineData("H56.6")]
    [InlineData("H56.0A")]
    [InlineData("H56.06.12.007.01")]
    [InlineData("H56.00.12")]
    [InlineData("Z01ABC")]
    public void Identifier_WithoutRoomInTheOldForm_HasNone(string young) =>
        OrganisationIdentifier.ToOld(young).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("h56")]
    [InlineData("X5")]
    [InlineData("Z01")]
    [InlineData("H56..06")]
    [InlineData("H56.06\n")]
    [InlineData("H56.0123456789012345678901234567890123")]
    [InlineData("00.00.06.H56")]
    public void Text_ThatIsNoIdentifier_IsRefused(string text) =>
        OrganisationIdentifier.IsValid(text).ShouldBeFalse();

    [Theory]
    [InlineData("Bộ Nội vụ", true)]
    [InlineData("Sở Tài chính tỉnh Lâm Đồng", true)]
    [InlineData("Uy ban nhan dan xa An Hai", true)]
    [InlineData("Xã An Hài", true)]
    [InlineData("Nguyễn Văn Mẫu", false)]
    [InlineData("Bàn Văn Mẫu", false)]
    [InlineData("Công ty TNHH Mẫu", false)]
    [InlineData("Hội Cựu chiến binh Mẫu", false)]
    public void Name_ThatBeginsLikeAnAgency_IsTakenForOne(string name, bool isAgency) =>
        AgencyNames.AreLike(name).ShouldBe(isAgency);

    [Fact]
    public void Partner_NamedAsAnAgency_StaysOneInTheRegister()
    {
        var partner = new Partner(null, null, "Mẫu", Medium.Paper, true);
        PartnerList.Read(PartnerList.Write([partner])).ShouldBe([partner]);
        PartnerList
            .Read(PartnerList.Write([partner with { IsNamedAgency = false }]))
            .Single()
            .IsAgency.ShouldBeFalse();
    }

    [Fact]
    public void Client_SpeaksForWhatIsSetUpAndNobodyElse()
    {
        var (one, gateway, other) = (
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7()
        );
        var settings = new CirculationSettings
        {
            Clients =
            [
                new() { Client = one.ToString("N"), Speaks = ["000.00.06.H56"] },
                new() { Client = gateway.ToString("D"), Speaks = [EdxmlClient.Everybody] },
            ],
            Partners =
            [
                new() { Identifier = "000.00.00.H29", Endpoint = new("http://a.test") },
                new() { Identifier = "H29.06", Endpoint = new("http://b.test") },
            ],
        };
        Speaks(one, "H56.06.12").ShouldBeTrue();
        Speaks(one, "H56.07").ShouldBeFalse();
        Speaks(gateway, "H57").ShouldBeTrue();
        Speaks(other, "H56.06").ShouldBeFalse();
        // The closest partner, in whichever form it is written.
        settings.PartnerOf("H29.06.01")!.Endpoint!.Host.ShouldBe("b.test");
        settings.PartnerOf("H29.07")!.Endpoint!.Host.ShouldBe("a.test");

        bool Speaks(Guid client, string identifier) =>
            EdxmlIntake
                .OfClient(client, new HashSet<Guid>(), settings.SpeaksOf(client))
                .MaySpeakFor(identifier);
    }

    /// <summary>Each side acts by its own rules while messages of the other are on their way; once all have come, both hold the same.</summary>
    [Fact]
    public void State_OfBothSides_EndsTheSameHoweverMessagesCross()
    {
        var random = new Random(11);
        for (var round = 0; round < 400; round++)
        {
            var (sender, receiver) = (ExchangeState.Sent, ExchangeState.Sent);
            receiver = receiver.Apply(DocumentStatus.Arrived, ExchangeSide.Receiver).State;
            var (up, down) = (new Queue<DocumentStatus>(), new Queue<DocumentStatus>());
            up.Enqueue(DocumentStatus.Arrived);
            for (var step = 0; step < 12; step++)
            {
                switch (random.Next(4))
                {
                    case 0 when sender.Next(ExchangeSide.Sender).ToList() is { Count: > 0 } own:
                        sender = Act(sender, own, ExchangeSide.Sender, down);
                        break;
                    case 1 when receiver.Next(ExchangeSide.Receiver).ToList() is { Count: > 0 } own:
                        receiver = Act(receiver, own, ExchangeSide.Receiver, up);
                        break;
                    case 2:
                        sender = Hear(sender, up, ExchangeSide.Receiver);
                        break;
                    default:
                        receiver = Hear(receiver, down, ExchangeSide.Sender);
                        break;
                }
            }

            while (up.Count + down.Count > 0)
            {
                sender = Hear(sender, up, ExchangeSide.Receiver);
                receiver = Hear(receiver, down, ExchangeSide.Sender);
            }

            Told(sender).ShouldBe(Told(receiver), $"round {round}: {sender} {receiver}");
        }

        // A recall of what was refused in the meantime is void on both sides.
        static (DocumentStatus?, DocumentStatus?) Told(ExchangeState state) =>
            state.Progress == DocumentStatus.Refused
                ? (state.Progress, null)
                : (state.Progress, state.Recall);

        ExchangeState Act(
            ExchangeState state,
            List<DocumentStatus> may,
            ExchangeSide side,
            Queue<DocumentStatus> way
        )
        {
            var status = may[random.Next(may.Count)];
            way.Enqueue(status);
            var (result, next) = state.Apply(status, side);
            result.ShouldBe(StepResult.Applied);
            return next;
        }

        ExchangeState Hear(ExchangeState state, Queue<DocumentStatus> way, ExchangeSide by)
        {
            if (!way.TryDequeue(out var status))
            {
                return state;
            }

            var (result, next) = state.Apply(status, by);
            result.ShouldNotBe(StepResult.Refused, $"{state} {status}");
            // The same message a second time changes nothing.
            next.Apply(status, by).State.ShouldBe(next);
            return next;
        }
    }

    [Fact]
    public void Step_OfTheWrongSideOrOrder_IsRefused()
    {
        var sent = ExchangeState.Sent;
        sent.Apply(DocumentStatus.Received, ExchangeSide.Sender)
            .Result.ShouldBe(StepResult.Refused);
        sent.Apply(DocumentStatus.Recall, ExchangeSide.Receiver)
            .Result.ShouldBe(StepResult.Refused);
        sent.Apply(DocumentStatus.RecallAgreed, ExchangeSide.Receiver)
            .Result.ShouldBe(StepResult.Refused);
        var refused = sent.Apply(DocumentStatus.Refused, ExchangeSide.Receiver).State;
        refused
            .Apply(DocumentStatus.Received, ExchangeSide.Receiver)
            .Result.ShouldBe(StepResult.Refused);
        refused.MayDecide(DocumentStatus.Recall, ExchangeSide.Sender).ShouldBeFalse();
        var done = sent.Apply(DocumentStatus.Finished, ExchangeSide.Receiver).State;
        done.MayDecide(DocumentStatus.Recall, ExchangeSide.Sender).ShouldBeFalse();
        done.Apply(DocumentStatus.Assigned, ExchangeSide.Receiver).Result.ShouldBe(StepResult.Late);
        var asked = sent.Apply(DocumentStatus.Recall, ExchangeSide.Sender).State;
        asked
            .Next(ExchangeSide.Receiver)
            .ShouldBe([DocumentStatus.RecallAgreed, DocumentStatus.RecallRefused]);
    }
}
