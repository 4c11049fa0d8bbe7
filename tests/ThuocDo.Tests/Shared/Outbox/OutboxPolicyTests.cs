using CsCheck;
using Shouldly;
using ThuocDo.Shared.Outbox;
using Xunit;

namespace ThuocDo.Tests.Shared.Outbox;

public sealed class OutboxPolicyTests
{
    private static readonly DateTime Now = new(2024, 3, 6, 3, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void PauseAfter_AnyAttempt_DoublesWithinItsScatterUpToTheLongest() =>
        Gen.Select(Gen.Int[1, 60], Gen.Double[0, 1])
            .Sample(
                (attempts, scatter) =>
                {
                    var policy = new OutboxPolicy();
                    var pause = policy.PauseAfter(attempts, scatter).TotalSeconds;
                    var whole = Math.Min(30 * Math.Pow(2, attempts - 1), 30 * 60);

                    pause.ShouldBeInRange(whole / 2, whole);
                }
            );

    [Theory]
    [InlineData(DeliveryKind.Delivered, OutboxState.Sent)]
    [InlineData(DeliveryKind.Refused, OutboxState.Dead)]
    [InlineData(DeliveryKind.Failed, OutboxState.Waiting)]
    [InlineData(DeliveryKind.Unreachable, OutboxState.Waiting)]
    public void Apply_FirstAttempt_GivesState(DeliveryKind kind, OutboxState expected)
    {
        var message = Message();

        OutboxOutcome.Apply(message, new OutboxPolicy(), new Delivery(kind, "x"), Now, 1);

        message.State.ShouldBe(expected);
        message.Attempts.ShouldBe(1);
        message.LeasedUntil.ShouldBeNull();
        if (expected == OutboxState.Waiting)
        {
            message.DueAt.ShouldBe(Now.AddSeconds(30));
        }
    }

    [Fact]
    public void Apply_FailuresAnsweredByTheReceiver_KillAfterTheirNumber()
    {
        var message = Message();
        var policy = new OutboxPolicy { MostFailures = 3 };

        for (var i = 0; i < 2; i++)
        {
            OutboxOutcome.Apply(message, policy, Delivery.Failed("451"), Now, 0);
        }

        message.State.ShouldBe(OutboxState.Waiting);
        OutboxOutcome.Apply(message, policy, Delivery.Failed("451"), Now, 0);
        message.State.ShouldBe(OutboxState.Dead);
        message.LastError.ShouldBe("451");
    }

    [Fact]
    public void Apply_UnreachableReceiver_CostsNoFailureAndKillsByAgeAlone()
    {
        var message = Message();
        var policy = new OutboxPolicy { MostFailures = 3, GiveUpAfter = TimeSpan.FromDays(1) };

        for (var i = 0; i < 40; i++)
        {
            OutboxOutcome.Apply(message, policy, Delivery.Unreachable("down"), Now, 0);
        }

        message.State.ShouldBe(OutboxState.Waiting);
        OutboxOutcome.Apply(message, policy, Delivery.Unreachable("down"), Now.AddDays(1), 0);
        message.State.ShouldBe(OutboxState.Dead);
    }

    [Fact]
    public void Apply_Postponed_IsNoAttempt()
    {
        var message = Message();

        OutboxOutcome.Apply(
            message,
            new OutboxPolicy(),
            Delivery.Postponed(Now.AddHours(8)),
            Now,
            0
        );

        message.Attempts.ShouldBe(0);
        message.DueAt.ShouldBe(Now.AddHours(8));
    }

    private static OutboxMessage Message() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = "test",
            Payload = "{}",
            DueAt = Now,
            CreatedAt = Now,
        };
}
