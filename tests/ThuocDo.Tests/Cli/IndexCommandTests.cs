using Shouldly;
using Xunit;

namespace ThuocDo.Tests.Cli;

public sealed class IndexCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("index");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(
        "papi",
        "year,gso_code,dim1,dim2,dim3,dim4,dim5,dim6,dim7,dim8,total,rank,n_ranked"
    )]
    [InlineData("pci-total", "year,gso_code,score,rank")]
    [InlineData("dti-2022", "gso_code,total,rank")]
    [InlineData("dti-2020", "gso_code,total,rank")]
    [InlineData("ict", "gso_code,total,rank")]
    [InlineData("sipas", "year,gso_code,total,rank")]
    public async Task Compute_EachTable_HasTheColumnsOfTheContract(string method, string columns)
    {
        var (code, lines, error) = await ComputeAsync(
            method,
            "year,gso_code,SC11,SC12,SC13,SC14,SC21,SC22,SC23,SC24,SC31,SC32,SC33,SC41,SC42,SC43,SC44,SC51,SC53,SC54,SC61,SC62,SC63,SC64,SC71,SC72,SC73,SC81,SC82,SC83,"
                + "entry_costs,land_access,transparency,time_costs,informal_charges,policy_bias,proactivity,business_support,labour,law_order,"
                + "awareness,institutions,infrastructure,human_resources,security,government,economy,society,application,policy,services\n"
                + "2022,58,"
                + string.Join(',', Enumerable.Repeat("1", 49))
                + "\n"
        );

        code.ShouldBe(0, error);
        error.ShouldBeEmpty();
        lines[0].ShouldBe(columns);
        lines.Length.ShouldBe(2);
    }

    /// <summary>Points, what can still be won and what is lost of each criterion; wrong lines are named together.</summary>
    [Fact]
    public async Task Compute_SelfScore_TellsPointsOpenAndLost()
    {
        var (code, lines, error) = await ComputeAsync(
            "par-self",
            "year,set,unit,code,numerator,denominator,missed,count,as_of\n"
                + "2025,cap-xa,c22888,2.1,95,100,3,,2025-09-30\n2025,cap-xa,c22888,1.3,,,,2,\n"
        );

        code.ShouldBe(0, error);
        lines[0].ShouldBe("year,set,unit,code,max,points,open,lost");
        lines.ShouldContain("2025,cap-xa,c22888,2.1,20,19,0.4,0.6");
        lines.ShouldContain("2025,cap-xa,c22888,1.3,4,3,0,1");
        // The plan was due on 31 January and nobody recorded it.
        lines.ShouldContain("2025,cap-xa,c22888,1.1,4,,0,4");
        lines[^1].ShouldBe("2025,cap-xa,c22888,,100,22,72.4,5.6");

        (code, _, error) = await ComputeAsync(
            "par-self",
            "year,set,code,numerator,denominator\n2025,cap-xa,2,1,2\n2025,cap-xa,2.1,-1,2\n2019,cap-xa,2.1,1,2\n"
        );
        code.ShouldBe(2);
        foreach (var line in new[] { "2", "3", "4" })
        {
            error.ShouldContain(line);
        }

        // Domains of Decision 876 at their maxima leave no room for the survey that lies within; 99 of 6.5 is no input.
        (code, _, error) = await ComputeAsync(
            "par-self",
            "year,code,stated\n2022,1,9.5\n2022,2,10\n2022,3,13\n2022,4,10.5\n2022,5,15\n2022,6,12\n2022,7,13.5\n2022,8.2,99\n"
        );
        code.ShouldBe(2);
        error.ShouldContain("61");
        error.ShouldContain("8.2");
    }

    [Fact]
    public async Task Compute_Papi_AddsUpWithoutRoundingAndLeavesMissingEmpty()
    {
        var (code, lines, error) = await ComputeAsync(
            "papi",
            Papi(
                "2011,02,1.26411,1.914581,1.714875,0.8689144,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
                "2011,01,1,1,1,1,1,1,1,1,1,1,1,1,1,,1,1,1,1,1,1,1,1"
            )
        );

        code.ShouldBe(0, error);
        lines[1..]
            .ShouldBe(["2011,01,4,3,3,,4,4,,,,,1", "2011,02,5.7624804,3,3,4,4,4,,,23.7624804,1,1"]);
    }

    [Fact]
    public async Task Compute_PapiWithGroups_AddsTheGroupAndTheCuts()
    {
        var rows = Enumerable
            .Range(1, 4)
            .Select(i => $"2011,0{i},{i},0,0,0" + string.Concat(Enumerable.Repeat(",1", 18)))
            .ToArray();

        var (_, lines, _) = await ComputeAsync("papi", Papi(rows), "--groups", "dim1");

        lines[0].ShouldEndWith(",n_ranked,group,p25,p50,p75");
        lines[1..]
            .Select(l => string.Join(',', l.Split(',')[^4..]))
            .ShouldBe(["low,1,2,3", "upper-middle,1,2,3", "high,1,2,3", "high,1,2,3"]);
    }

    /// <summary>Hà Tây never had a code, and is ranked among the 64.</summary>
    [Fact]
    public async Task Compute_PciTotal_RanksAProvinceWithoutACode()
    {
        var (code, lines, error) = await ComputeAsync(
            "pci-total",
            "year,gso_code,province,entry_costs,land_access,transparency,time_costs,informal_charges,policy_bias,proactivity,business_support,labour,law_order\n"
                + "2006,58,Ninh Thuận,5,5,5,5,5,5,5,5,5,5\n2006,,Hà Tây,6,5,5,5,5,5,5,5,5,5\n2006,01,Hà Nội,4,5,5,5,5,5,5,5,5,\n"
        );

        code.ShouldBe(0, error);
        lines[1..].ShouldBe(["2006,,50.5,1", "2006,01,,", "2006,58,50,2"]);
    }

    [Fact]
    public async Task Compute_PciSubIndex_OfItsOwnYear()
    {
        var (code, lines, error) = await ComputeAsync(
            "pci-subindex",
            "year,gso_code,sub_index,indicator_code,indicator_raw_value,direction,weight_in_sub_index\n"
                + "2014,01,x,a,0,+,1/3\n2014,02,x,a,3,+,1/3\n2014,01,x,b,0,-,2/3\n2014,02,x,b,8,-,2/3\n"
                + "2013,01,x,a,6,+,1\n",
            "--anchors",
            "in-year"
        );

        code.ShouldBe(0, error);
        lines[1..].ShouldBe(["2013,01,x,", "2014,01,x,7", "2014,02,x,4"]);
    }

    [Fact]
    public async Task Compute_PciSubIndex_ByATable()
    {
        var table = Write(
            "table.csv",
            "year,sub_index,indicator_code,direction,weight_in_sub_index,slope_per_raw_unit,implied_anchor_range_max_minus_min,intercept_of_sub_index\n"
                + "2014,x,a,+,0.5,,4.5,2\n2014,x,b,-,,-0.25,,2\n"
        );

        var (code, lines, error) = await ComputeAsync(
            "pci-subindex",
            "year,gso_code,sub_index,indicator_code,indicator_raw_value\n2014,01,x,a,3\n2014,01,x,b,2\n2014,02,x,a,3\n2014,02,x,b,\n",
            "--anchors",
            $"fixed:{table}"
        );

        code.ShouldBe(0, error);
        lines[1..].ShouldBe(["2014,01,x,4.5", "2014,02,x,"]);
    }

    [Fact]
    public async Task Compute_ParIndex_SaysWhetherThePrintAddsUp()
    {
        var (code, lines, error) = await ComputeAsync(
            "par-index",
            "year,level,unit,gso_code,appraised_points,survey_points,total_or_index\n"
                + "2023,ministry,A,,61.86,28.10,89.95\n2023,ministry,B,,62,28.5,90\n2023,province,C,58,,,85.78\n"
        );

        code.ShouldBe(0, error);
        lines[1..]
            .ShouldBe([
                "2023,ministry,A,,89.96,89.95,0.01,true,2,b",
                "2023,ministry,B,,90.5,90,0.5,false,1,a",
                "2023,province,C,58,,85.78,,,,b",
            ]);
    }

    [Theory]
    [InlineData("pci", "", "", "pci")]
    [InlineData("ict", "--anchors", "in-year", "--anchors")]
    [InlineData("ict", "--groups", "total", "--groups")]
    [InlineData("papi", "--groups", "dim9", "dim9")]
    [InlineData("pci-subindex", "--anchors", "window:0", "window:0")]
    [InlineData("pci-subindex", "--anchors", "window:x", "window:x")]
    [InlineData("pci-subindex", "--anchors", "fixed:", "fixed:")]
    [InlineData("pci-subindex", "--anchors", "fixed:no-such-file.csv", "no-such-file.csv")]
    public async Task Compute_WrongUse_IsExplained(
        string method,
        string option,
        string value,
        string named
    )
    {
        var (code, lines, error) = await ComputeAsync(
            method,
            "year,gso_code,infrastructure\n2019,1,1\n",
            option.Length == 0 ? [] : [option, value]
        );

        code.ShouldBe(2);
        lines.ShouldBeEmpty();
        error.ShouldContain(named);
    }

    [Theory]
    [InlineData("", "input.csv")]
    [InlineData("gso_code,infrastructure,human_resources\n48,1,1\n", "application")]
    [InlineData("gso_code,infrastructure,human_resources,application\n", "input.csv")]
    [InlineData(
        "gso_code,infrastructure,human_resources,application\n48,1,\"0,5\",1\n",
        "input.csv;2;human_resources;0,5"
    )]
    [InlineData(
        "gso_code,infrastructure,human_resources,application\n48,1,1,1\n01,1,1,NaN\n",
        "input.csv;3;application;NaN"
    )]
    [InlineData(
        "gso_code,infrastructure,human_resources,application\n48,1,1,1\n48,1,1,1\n",
        "input.csv;3;48;2"
    )]
    [InlineData("gso_code,gso_code\n48,1\n", "gso_code")]
    public async Task Compute_BadInput_NamesFileLineColumnAndValue(string input, string named)
    {
        var (code, lines, error) = await ComputeAsync("ict", input);

        code.ShouldBe(2);
        lines.ShouldBeEmpty();
        named.Split(';').ShouldAllBe(n => error.Contains(n, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("year,gso_code,SC11\n2010,58,1\n", "2010")]
    [InlineData("year,gso_code,SC11\nlast,58,1\n", "last")]
    [InlineData("year,gso_code,SC11\n,58,1\n", "year")]
    [InlineData("year,gso_code,SC11\n2011,58,1\n", "SC12")]
    public async Task Compute_AYearWithoutAMethodOrItsColumns_IsRefused(string input, string named)
    {
        var (code, _, error) = await ComputeAsync("papi", input);

        code.ShouldBe(2);
        error.ShouldContain(named);
    }

    [Theory]
    [InlineData("x,a,1\n", "a")]
    [InlineData("informal_charges,d9_5_new,1\n", "informal_charges")]
    public async Task Compute_IndicatorsNobodyKnows_AreRefused(string row, string named)
    {
        var (code, _, error) = await ComputeAsync(
            "pci-subindex",
            "year,gso_code,sub_index,indicator_code,indicator_raw_value\n2014,01," + row
        );

        code.ShouldBe(2);
        error.ShouldContain(named);
    }

    /// <summary>The gaps of the resolution's targets: what is missing is above 0, what is left over below.</summary>
    [Theory]
    [InlineData("SIPAS", 2022, ">=90", "81.83,20,63,>=90,fail,8.17")]
    [InlineData("SIPAS", 2022, "rank<=25", "81.83,20,63,rank<=25,pass,-5")]
    [InlineData("PAR INDEX", 2022, ">=80", "85.78,29,63,>=80,pass,-5.78")]
    [InlineData("par-index", 2022, "rank<=20", "85.78,29,63,rank<=20,fail,9")]
    [InlineData("PCI", 2021, "rank<=15", "62.23,49,63,rank<=15,fail,34")]
    [InlineData("pci", 2022, "rank<=15", "65.43,30,63,rank<=15,fail,15")]
    [InlineData("PCI", 2023, "rank<=15", ",11,63,rank<=15,pass,-4")]
    [InlineData("PCI", 2023, ">=60", ",11,63,>=60,unknown,")]
    [InlineData("PAPI", 2024, "group>=upper-middle", "45.7323,5,61,group>=upper-middle,pass,-1")]
    [InlineData("ICT", 2020, "rank<=10", ",,63,rank<=10,pass,")]
    [InlineData("DTI", 2022, "rank<=20", ",27,63,rank<=20,fail,7")]
    [InlineData("PCI", 2030, "rank<=15", ",,,rank<=15,unknown,")]
    public async Task Standing_OfARealResult_SaysVerdictAndGap(
        string index,
        int year,
        string target,
        string expected
    )
    {
        var (code, lines, error) = await StandingAsync(index, "58", $"{year}", target);

        code.ShouldBe(0, error);
        lines[0].ShouldBe("index,province,year,value,rank,n_ranked,condition,verdict,gap");
        lines.Length.ShouldBe(2);
        lines[1].ShouldEndWith($",58,{year},{expected}");
    }

    [Fact]
    public async Task Standing_OfSeveralConditions_JudgesEachAlone()
    {
        var (code, lines, _) = await StandingAsync("PAR INDEX", "58", "2022", ">=80; rank<=20");

        code.ShouldBe(0);
        lines[1..].Select(l => l.Split(',')[7]).ShouldBe(["pass", "fail"]);
    }

    [Fact]
    public async Task Standing_OfAYearWithTwoPrints_UsesTheOwnersAndNamesTheOther()
    {
        var (_, lines, error) = await StandingAsync("PAPI", "58", "2021", "rank<=20");

        lines[1].ShouldContain(",14,60,");
        error.ShouldContain("UBND");
    }

    [Theory]
    [InlineData("HDI", "58", "2022", ">=1", "HDI")]
    [InlineData("PCI", "Ninh", "2022", ">=1", "Ninh")]
    [InlineData("PCI", "58", "22", ">=1", "22")]
    [InlineData("PCI", "58", "2022", "fine", "fine")]
    public async Task Standing_WrongUse_IsExplained(
        string index,
        string province,
        string year,
        string target,
        string named
    )
    {
        var (code, lines, error) = await StandingAsync(index, province, year, target);

        code.ShouldBe(2);
        lines.ShouldBeEmpty();
        error.ShouldContain(named);
    }

    private static Task<(int Code, string[] Lines, string Error)> StandingAsync(
        string index,
        string province,
        string year,
        string target
    ) =>
        CommandLine.RunAsync(
            "index",
            "standing",
            "--index",
            index,
            "--province",
            province,
            "--year",
            year,
            "--target",
            target
        );

    private static string Papi(params string[] rows) =>
        "year,gso_code,SC11,SC12,SC13,SC14,SC21,SC22,SC23,SC31,SC32,SC33,SC41,SC42,SC43,SC44,SC51,SC52,SC53,SC54,SC61,SC62,SC63,SC64\n"
        + string.Concat(rows.Select(r => r + "\n"));

    private Task<(int Code, string[] Lines, string Error)> ComputeAsync(
        string method,
        string input,
        params string[] more
    ) =>
        CommandLine.RunAsync([
            "index",
            "compute",
            "--method",
            method,
            "--input",
            Write("input.csv", input),
            .. more,
        ]);

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
