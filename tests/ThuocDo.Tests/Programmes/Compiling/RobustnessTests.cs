using System.Diagnostics;
using System.Text;
using Shouldly;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Reading;
using Xunit;

namespace ThuocDo.Tests.Programmes.Compiling;

/// <summary>Whatever is put in, there is a draft or a reason, in bounded time.</summary>
public sealed class RobustnessTests
{
    private const int Texts = 1000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [Fact]
    public void Read_AThousandMutatedTexts_GiveADraftOrAReason()
    {
        var random = new Random(20251128);
        var samples = CompiledSample
            .WithKey.Concat(CompiledSample.WithoutTargets)
            .Select(CompiledSample.Text)
            .ToList();
        for (var i = 0; i < Texts; i++)
        {
            var bytes = Mutated(samples[random.Next(samples.Count)], random);
            var name = random.Next(12) switch
            {
                0 => "a.docx",
                1 => "a.pdf",
                2 => "a.md",
                _ => "a.txt",
            };
            var watch = Stopwatch.StartNew();

            var (text, refusal) = DocumentFile.Read(name, bytes);

            if (text is null)
            {
                refusal.ShouldNotBeNull();
            }
            else
            {
                ResolutionCompiler.Compile(text).Sentences.ShouldNotBeNull();
            }

            watch.Elapsed.ShouldBeLessThan(Longest, $"text {i}");
        }
    }

    private static byte[] Mutated(string text, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                return Encoding.UTF8.GetBytes(text)[..random.Next(text.Length)];
            case 1:
                var lines = text.Split('\n');
                random.Shuffle(lines);
                return Encoding.UTF8.GetBytes(string.Join('\n', lines));
            case 2:
                return Encoding.Unicode.GetBytes(text);
            case 3:
                return
                [
                    .. Encoding.BigEndianUnicode.Preamble,
                    .. Encoding.BigEndianUnicode.GetBytes(text),
                ];
            case 4:
                return CodePagesEncodingProvider
                    .Instance.GetEncoding(1258)!
                    .GetBytes(text.Normalize(NormalizationForm.FormD));
            case 5:
                var noise = new byte[random.Next(1, 20_000)];
                random.NextBytes(noise);
                return noise;
            case 6:
                var damaged = Encoding.UTF8.GetBytes(text);
                for (var i = 0; i < damaged.Length; i += random.Next(1, 200))
                {
                    damaged[i] = (byte)random.Next(256);
                }

                return damaged;
            default:
                var characters = text.ToCharArray();
                for (var i = 0; i < characters.Length; i += random.Next(1, 40))
                {
                    characters[i] = "0123456789%.,;:()|-/ \n\u0301\ud800"[random.Next(22)];
                }

                return Encoding.UTF8.GetBytes(new string(characters));
        }
    }

    [Theory]
    [InlineData("đạt 80% và 12 xã, từ 5 - 6% năm 2025 ")]
    [InlineData("1. Mục tiêu\n- đạt 80% hồ sơ\n+ x | y\n")]
    public void Compile_TenMegabytes_EndsInBoundedTime(string piece)
    {
        var bytes = Encoding.UTF8.GetByteCount(piece);
        var text = string.Concat(Enumerable.Repeat(piece, (10 << 20) / bytes));
        var watch = Stopwatch.StartNew();

        ResolutionCompiler.Compile(text);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(5));
    }
}
