using CsCheck;
using Shouldly;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;
using Xunit;

namespace ThuocDo.Tests.Shared.History;

public sealed class HistoryEventTests
{
    private static readonly Guid Subject = StableId.From("subject");
    private static readonly DateTime At = new(2024, 3, 6, 3, 0, 0, 123, DateTimeKind.Utc);

    [Fact]
    public void Chain_AsWritten_Holds()
    {
        var chain = Chain(5);

        Holds(chain).ShouldBeTrue();
        chain[0].PreviousHash.ShouldBe(new byte[32]);
        chain.Select(e => e.Sequence).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public void Chain_WithOneFieldChanged_NoLongerHolds() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 6])
            .Sample(
                (index, field) =>
                {
                    var chain = Chain(5);
                    chain[index] = Changed(chain[index], field);
                    return !Holds(chain);
                }
            );

    [Fact]
    public void Chain_WithTwoEventsSwapped_NoLongerHolds()
    {
        var chain = Chain(5);
        (chain[1], chain[2]) = (chain[2], chain[1]);

        Holds(chain).ShouldBeFalse();
    }

    [Fact]
    public void Chain_WithOneEventRemovedFromTheMiddle_NoLongerHolds()
    {
        var chain = Chain(5);
        chain.RemoveAt(2);

        Holds(chain).ShouldBeFalse();
    }

    /// <summary>A change that also writes a fitting hash breaks the link to the next event.</summary>
    [Fact]
    public void Chain_WithOneEventForgedWithItsHash_NoLongerHolds()
    {
        var chain = Chain(5);
        var head = new ChainHead("dossier", Subject, 1, chain[0].Hash);
        chain[1] = HistoryEvent.Append(head, chain[1].Id, At, null, "forged", "{}");
        chain[1].ComputeHash().ShouldBe(chain[1].Hash);

        Holds(chain).ShouldBeFalse();
    }

    [Fact]
    public void Hash_OfInstantsWithinAMillisecond_IsTheSame()
    {
        var head = ChainHead.Start("dossier", Subject);

        Hash(At.AddTicks(4_000)).ShouldBe(Hash(At));
        Hash(At.AddMilliseconds(1)).ShouldNotBe(Hash(At));

        byte[] Hash(DateTime at) =>
            HistoryEvent.Append(head, Subject, at, null, "received", "{}").Hash;
    }

    private static List<HistoryEvent> Chain(int length)
    {
        var chain = new List<HistoryEvent>();
        var head = ChainHead.Start("dossier", Subject);
        for (var i = 0; i < length; i++)
        {
            var e = HistoryEvent.Append(
                head,
                StableId.From($"event:{i}"),
                At.AddHours(i),
                StableId.From($"actor:{i}"),
                $"act{i}",
                Canonical.Payload([new("field", $"{i}")], [])
            );
            chain.Add(e);
            head = head.After(e);
        }

        return chain;
    }

    private static bool Holds(List<HistoryEvent> chain)
    {
        var head = ChainHead.Start("dossier", Subject);
        foreach (var e in chain)
        {
            if (
                e.Sequence != head.Sequence + 1
                || !e.PreviousHash.AsSpan().SequenceEqual(head.Hash)
                || !e.Hash.AsSpan().SequenceEqual(e.ComputeHash())
            )
            {
                return false;
            }

            head = head.After(e);
        }

        return true;
    }

    private static HistoryEvent Changed(HistoryEvent e, int field) =>
        new()
        {
            Id = e.Id,
            Chain = field == 0 ? "other" : e.Chain,
            SubjectId = field == 1 ? StableId.From("other") : e.SubjectId,
            Sequence = e.Sequence,
            At = field == 2 ? e.At.AddMilliseconds(1) : e.At,
            ActorId = field == 3 ? null : e.ActorId,
            Type = field == 4 ? "other" : e.Type,
            Payload =
                field == 5
                    ? e.Payload.Replace("field", "Field", StringComparison.Ordinal)
                    : e.Payload,
            PreviousHash = e.PreviousHash,
            Hash = field == 6 ? [.. e.Hash.Reverse()] : e.Hash,
        };
}
