using CsCheck;
using Shouldly;
using ThuocDo.OneStop.Payments.Reconciliation;
using Xunit;

namespace ThuocDo.Tests.OneStop.Payments;

/// <summary>Every planted difference is listed, and nothing else.</summary>
public sealed class MatcherTests
{
    private const string Account = "a";
    private static readonly DateOnly Day = new(2024, 3, 6);

    [Fact]
    public void Compare_PlantedDifferences_ListsExactlyThem() =>
        Gen.Select(Gen.Int[0, 7].List[0, 40], Gen.Int[0, 1_000_000])
            .Sample(
                (plan, seed) =>
                {
                    var (ours, theirs, planted) = Plant(plan);
                    var random = new Random(seed);
                    var found = Matcher.Compare(
                        Account,
                        Day,
                        Day,
                        theirs.OrderBy(_ => random.Next()),
                        ours.OrderBy(_ => random.Next())
                    );
                    found.Select(d => (d.Kind, d.Reference)).Order().ShouldBe(planted.Order());
                }
            );

    [Fact]
    public void Compare_SecondTransferOfTheSameBill_IsMissingHereOrDouble()
    {
        var found = Matcher.Compare(
            Account,
            Day,
            Day,
            [Theirs("TD1", "t1", 8000), Theirs("TD1", "t2", 8000)],
            [Ours("TD1", "t1", 8000)]
        );

        found.ShouldHaveSingleItem().Kind.ShouldBe(DifferenceKind.Double);
        found[0].Transaction.ShouldBe("t2");
    }

    [Fact]
    public void Compare_PaymentKeptAsFeeAndSurplus_IsOnePayment() =>
        Matcher
            .Compare(
                Account,
                Day,
                Day,
                [Theirs("TD1", "t1", 10_000)],
                [Ours("TD1", "t1", 8000), Ours("TD1", "t1", 2000)]
            )
            .ShouldBeEmpty();

    [Fact]
    public void Compare_RefundAndPaymentOfOneReference_AreApart() =>
        Matcher
            .Compare(
                Account,
                Day,
                Day,
                [Theirs("TD1", "t1", 8000), Theirs("TD1", "t2", -8000)],
                [Ours("TD1", "t1", 8000), Ours("TD1", "t2", -8000)]
            )
            .ShouldBeEmpty();

    [Fact]
    public void Compare_EntryOfAnotherDay_IsNotMissingThere() =>
        Matcher
            .Compare(Account, Day, Day, [], [Ours("TD1", "t1", 8000) with { Day = Day.AddDays(1) }])
            .ShouldBeEmpty();

    [Theory]
    [InlineData("TDABCDEFGH thanh toan le phi", "TDABCDEFGH")]
    [InlineData("MBVCB.123.TDABCDEFGHJKMNPQRSTU.CT tu 001", "TDABCDEFGHJKMNPQRSTU")]
    [InlineData("Ung ho", "Ung ho")]
    [InlineData("TDABCDEFGHX", "TDABCDEFGHX")]
    public void ReferenceIn_DescriptionOfATransfer_IsOurs(string description, string reference) =>
        StatementFile.ReferenceIn(description).ShouldBe(reference);

    [Fact]
    public void Read_FileWithWrongLines_NamesEach()
    {
        var file = StatementFile.Read(
            new StringReader(
                "day,reference,amount\n2024-03-06,A,1\n6/3/2024,B,1\n2024-03-06,C,1.5\n"
            ),
            Account
        );

        file.Lines.Count.ShouldBe(1);
        file.Errors.Select(e => (e.Key, e.Arguments[0]))
            .ShouldBe([("reconcile.error.day", 3), ("reconcile.error.amount", 4)]);
        StatementFile
            .Read(new StringReader("a,b\n1,2\n"), Account)
            .Errors.ShouldHaveSingleItem()
            .Key.ShouldBe("reconcile.error.columns");
    }

    /// <summary>Payments 1, 2, 3 …, each alike on both sides but for what is planted.</summary>
    private static (
        List<OwnLine> Ours,
        List<StatementLine> Theirs,
        List<(DifferenceKind, string)> Planted
    ) Plant(List<int> plan)
    {
        var (ours, theirs) = (new List<OwnLine>(), new List<StatementLine>());
        var planted = new List<(DifferenceKind, string)>();
        for (var i = 0; i < plan.Count; i++)
        {
            var (reference, transaction) = ($"TD{i}", $"t{i}");
            var (own, line) = (
                Ours(reference, transaction, 1000 + i),
                Theirs(reference, transaction, 1000 + i)
            );
            DifferenceKind? kind = plan[i] < 6 ? (DifferenceKind)plan[i] : null;
            if (kind is { } difference)
            {
                planted.Add((difference, reference));
            }

            switch (kind)
            {
                case DifferenceKind.MissingHere:
                    theirs.Add(line);
                    continue;
                case DifferenceKind.MissingThere:
                    ours.Add(own);
                    continue;
                case DifferenceKind.Amount:
                    line = line with { Amount = line.Amount + 1 };
                    break;
                case DifferenceKind.Double:
                    theirs.Add(line);
                    break;
                case DifferenceKind.OtherDay:
                    own = own with { Day = Day.AddDays(-1) };
                    break;
                case DifferenceKind.OtherAccount:
                    own = own with { Account = "b" };
                    break;
            }

            ours.Add(own);
            theirs.Add(line);
        }

        return (ours, theirs, planted);
    }

    private static StatementLine Theirs(string reference, string transaction, decimal amount) =>
        new(1, Day, reference, transaction, amount, Account);

    private static OwnLine Ours(string reference, string transaction, decimal amount) =>
        new(reference, transaction, amount, Day, Account);
}
