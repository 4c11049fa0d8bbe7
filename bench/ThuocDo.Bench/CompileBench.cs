using System.Diagnostics;
using System.Text;
using ThuocDo.Programmes.Compiling;

namespace ThuocDo.Bench;

/// <summary>Compiles a hundred kilobytes of a resolution, the sample of the tests as often as it takes.</summary>
public static class CompileBench
{
    private const int Bytes = 100_000;
    private const int Runs = 20;
    private const string Sample =
        "tests/ThuocDo.Tests/Programmes/Compiling/Samples/party-resolution.txt";

    public static void Run()
    {
        var sample = File.ReadAllText(Sample);
        var times = (Bytes / Encoding.UTF8.GetByteCount(sample)) + 1;
        var text = string.Concat(Enumerable.Repeat(sample, times));
        var runs = Enumerable.Range(0, Runs).Select(_ => Milliseconds(text)).ToList();
        var sorted = runs.Order().ToList();
        var table = new TextTable(
            "compile: 100 kB of a resolution, milliseconds",
            "",
            "first call",
            "best",
            "median",
            "slowest later"
        );
        table.Add("ms", runs[0], sorted[0], sorted[Runs / 2], runs.Skip(1).Max());
        table.Print();
    }

    private static double Milliseconds(string text)
    {
        var start = Stopwatch.GetTimestamp();
        ResolutionCompiler.Compile(text);
        return Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1);
    }
}
