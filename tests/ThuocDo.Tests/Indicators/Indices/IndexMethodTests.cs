using CsCheck;
using Shouldly;
using ThuocDo.Indicators.Indices;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Shared.Language;
using Xunit;

namespace ThuocDo.Tests.Indicators.Indices;

public sealed class IndexMethodTests
{
    public static TheoryData<int> PciYears => new(Enumerable.Range(2005, 20));

    [Theory]
    [MemberData(nameof(PciYears))]
    public void Pci_OfEachYear_HasWeightsThatMakeAHundred(int year) =>
        Method("PCI", year).Parts.Sum(p => p.Weight).ShouldBe(year == 2005 ? 99.99m : 100);

    [Theory]
    [InlineData(2011, 6, 22)]
    [InlineData(2017, 6, 22)]
    [InlineData(2018, 8, 28)]
    [InlineData(2019, 8, 29)]
    [InlineData(2020, 8, 29)]
    [InlineData(2021, 8, 28)]
    [InlineData(2024, 8, 28)]
    public void Papi_OfEachYear_HasItsDimensionsAndSubDimensions(
        int year,
        int dimensions,
        int inputs
    )
    {
        var method = Method("PAPI", year);

        method.Parts.Count.ShouldBe(dimensions);
        method.Inputs.Count.ShouldBe(inputs);
        method.Parts.ShouldAllBe(p => method.PartsOf(p.Key).Count >= 3 || year == 2018);
    }

    [Theory]
    [InlineData("PCI", 2004)]
    [InlineData("PAPI", 2010)]
    [InlineData("DTI", 2021)]
    [InlineData("ICT", 2015)]
    [InlineData("SIPAS", 2021)]
    public void Method_OfAYearWithoutOne_IsNotInvented(string index, int year) =>
        IndexMethods.Shipped.Find(index, year).ShouldBeNull();

    /// <summary>Halves of 2022: 79.72 and 80.43, printed 80.08; half away from zero, seen better on 0.125.</summary>
    [Fact]
    public void Sipas_OfTwoHalves_IsTheirMean()
    {
        var given = new Dictionary<string, decimal?> { ["policy"] = 79.72m, ["services"] = 80.43m };
        var total = Method("SIPAS", 2022).TotalFrom(p => given[p]);

        total.ShouldBe(80.075m);
        Formats.Decimal(total!.Value, 2, "en").ShouldBe("80.08");
        Formats.Decimal(0.125m, 2, "en").ShouldBe("0.13");
    }

    [Fact]
    public void Dti_OfEqualParts_IsThePart() =>
        new[] { 2020, 2022 }.ShouldAllBe(y => Method("DTI", y).TotalFrom(_ => 0.5m) == 0.5m);

    /// <summary>What the parts bring to the total makes up the total.</summary>
    [Theory]
    [InlineData("PCI", 2012)]
    [InlineData("PCI", 2022)]
    [InlineData("DTI", 2022)]
    [InlineData("ICT", 2019)]
    public void Shares_OfTheParts_AddUpToTheTotal(string index, int year)
    {
        var method = Method(index, year);
        Gen.Int[10, 100]
            .Array[method.Parts.Count]
            .Sample(values =>
            {
                var given = method
                    .Parts.Zip(values)
                    .ToDictionary(x => x.First.Key, x => (decimal?)x.Second / 10);
                var shares = method.Parts.Sum(p => method.ShareOf(p, given[p.Key])!.Value);
                Math.Abs(shares - method.TotalFrom(p => given[p])!.Value)
                    .ShouldBeLessThan(0.0000001m);
            });
    }

    /// <summary>A province without a part has no total and takes no place from anybody.</summary>
    [Fact]
    public void Score_WithoutAPart_IsEmptyAndNotRanked()
    {
        var scores = IndexScoring.Of(
            [
                Dti("01", 0.4m, "security"),
                Dti("02", 0.3m, null),
                Dti("03", 0.2m, null),
                Dti("04", 0.3m, null),
            ],
            y => Method("DTI", y)
        );

        scores.Select(s => s.Total).ShouldBe([null, 0.3m, 0.2m, 0.3m]);
        scores.Select(s => s.Rank).ShouldBe([null, 1, 3, 1]);
        scores.ShouldAllBe(s => s.Ranked == 3);
    }

    [Fact]
    public void Scores_InAnyOrderOfRows_AreTheSame() =>
        Gen.Int[0, 9]
            .Array[12]
            .Sample(values =>
            {
                var inputs = values
                    .Select((v, i) => Dti($"{i:00}", (decimal)v / 10, v == 0 ? "economy" : null))
                    .ToList();
                var mixed = inputs.OrderBy(i => i.Unit[1]).ThenByDescending(i => i.Unit).ToList();

                Lines(inputs).ShouldBe(Lines(mixed));
            });

    /// <summary>Parts and total as printed for Ninh Thuận 2022; a ministry of 2023; a chain of three parts.</summary>
    [Theory]
    [InlineData("85.78", "54.20;31.59", true)]
    [InlineData("89.95", "61.86;28.10", true)]
    [InlineData("89.94", "61.86;28.10", false)]
    [InlineData("31.61", "8.23;18.05;5.31", true)]
    [InlineData("31.62", "8.23;18.05;5.31", false)]
    public void Additivity_OfPrintedParts_AllowsWhatRoundingCosts(
        string printed,
        string parts,
        bool holds
    ) =>
        Additivity
            .Of(Number(printed), [.. parts.Split(';').Select(p => (decimal?)Number(p))])
            .Holds.ShouldBe(holds);

    [Fact]
    public void Additivity_WithoutAPart_SaysNothing() =>
        Additivity.Of(1, null, 1).Holds.ShouldBeNull();

    [Theory]
    [InlineData("90", "a")]
    [InlineData("89.99", "b")]
    [InlineData("80", "b")]
    [InlineData("79.99", "c")]
    [InlineData("69.99", "d")]
    public void ParGroup_OfAScore_BeginsWithItsLimit(string score, string group) =>
        ParIndex.GroupOf(Number(score))!.Key.ShouldBe(group);

    [Fact]
    public void ParGroup_WithoutAScore_IsNone() => ParIndex.GroupOf(null).ShouldBeNull();

    [Fact]
    public void Names_OfIndices_AreFoundHoweverTheyAreWritten()
    {
        foreach (var name in new[] { "PAR INDEX", "par-index", "PAR" })
        {
            Named(name).ShouldBe("PAR INDEX");
        }

        Named("ITC").ShouldBe("ICT");
        Named("ict index").ShouldBe("ICT");
        Named("hdi").ShouldBeNull();

        static string? Named(string name) =>
            ThuocDo.Indicators.Indices.Standings.IndexNames.Find(IndexBook.Shipped, name)?.Key;
    }

    private static IndexMethod Method(string index, int year) =>
        IndexMethods.Shipped.Find(index, year)!;

    private static IndexInput Dti(string unit, decimal value, string? without) =>
        new(
            2022,
            unit,
            Method("DTI", 2022)
                .Inputs.Where(p => p.Key != without)
                .ToDictionary(p => p.Key, _ => value)
        );

    private static List<string> Lines(IEnumerable<IndexInput> inputs) =>
        [
            .. IndexScoring
                .Of(inputs, y => Method("DTI", y))
                .Select(s => $"{s.Year} {s.Unit} {s.Total} {s.Rank} {s.Ranked}"),
        ];

    private static decimal Number(string text) => Numbers.Parse(text)!.Value;
}
