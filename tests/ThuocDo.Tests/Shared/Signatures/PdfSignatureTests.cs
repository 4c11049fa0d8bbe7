using System.Text;
using CsCheck;
using Shouldly;
using ThuocDo.Shared.Signatures;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Shared.Documents;
using ThuocDo.Tests.Shared.Files;
using Xunit;

namespace ThuocDo.Tests.Shared.Signatures;

[Long]
public sealed class PdfSignatureTests : IDisposable
{
    private static readonly DateTime At = new(2025, 6, 2, 3, 0, 0, DateTimeKind.Utc);

    private readonly TestAuthority authority = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sign_Once_IsGoodInOurEyesAndInPopplers()
    {
        var signed = await SignAsync(SamplePdf.Make(), "Nguyễn Văn Mẫu");

        var check = PdfSignatures.Check(signed, authority.Roots);

        check.IsGood.ShouldBeTrue();
        var one = check.Signatures.ShouldHaveSingleItem();
        one.Signer.ShouldBe("Nguyễn Văn Mẫu");
        one.Organisation.ShouldBe("Test");
        one.ClaimedAt.ShouldBe(At);
        one.StampedAt.ShouldBeNull();
        var seen = await Poppler.SignaturesAsync(signed);
        seen.ShouldContain("Signature is Valid");
        seen.ShouldContain("ETSI.CAdES.detached");
        seen.ShouldContain("Total document signed");
    }

    [Fact]
    public async Task Sign_ASecondTime_KeepsTheFirstByteForByte()
    {
        var first = await SignAsync(SamplePdf.Make(), "Người ký Một");
        var second = await SignAsync(first, "Cơ quan Mẫu");

        second.AsSpan(0, first.Length).SequenceEqual(first).ShouldBeTrue();
        var check = PdfSignatures.Check(second, authority.Roots);
        check.IsGood.ShouldBeTrue();
        check.Signatures.Select(s => s.Signer).ShouldBe(["Người ký Một", "Cơ quan Mẫu"]);
        var seen = await Poppler.SignaturesAsync(second);
        seen.Split("Signature is Valid").Length.ShouldBe(3, seen);
    }

    [Fact]
    public async Task Sign_WithATimeStamp_ProvesTheInstant()
    {
        var (stamps, server) = authority.Serve();
        using (server)
        {
            authority.Now = new DateTimeOffset(At.AddSeconds(7));
            var signed = await SignAsync(SamplePdf.Make(), "Người ký", stamps);

            var check = PdfSignatures.Check(signed, authority.Roots);

            check.IsGood.ShouldBeTrue();
            check.Signatures[0].StampedAt.ShouldBe(At.AddSeconds(7));
            (await Poppler.SignaturesAsync(signed)).ShouldContain("Signature is Valid");
        }
    }

    [Fact]
    public async Task Check_WithoutTheRoot_SaysIntactButNotTrusted()
    {
        var signed = await SignAsync(SamplePdf.Make(), "Người ký");
        using var other = new TestAuthority();

        var one = PdfSignatures.Check(signed, other.Roots).Signatures.ShouldHaveSingleItem();

        one.IsIntact.ShouldBeTrue();
        one.IsTrusted.ShouldBeFalse();
    }

    [Fact]
    public async Task Check_AnyByteChangedAtRandom_IsNeverGood()
    {
        var (stamps, server) = authority.Serve();
        using (server)
        {
            var twice = await SignAsync(
                await SignAsync(SamplePdf.Make(), "Một", stamps),
                "Hai",
                stamps
            );
            PdfSignatures.Check(twice, authority.Roots).IsGood.ShouldBeTrue();

            Gen.Select(Gen.Int[0, twice.Length - 1], Gen.Byte[1, 255])
                .Sample(
                    (at, by) =>
                    {
                        var changed = (byte[])twice.Clone();
                        changed[at] ^= by;
                        return !PdfSignatures.Check(changed, authority.Roots).IsGood;
                    },
                    iter: 1000
                );
        }
    }

    /// <summary>
    /// The signature itself is the one part that no signature covers: there each byte is tried. A time stamp would make it several times longer; the bytes of
    /// stamps are tried at random.
    /// </summary>
    [Fact]
    public async Task Check_EachByteOfTheSignatureChanged_IsNeverGood()
    {
        var signed = await SignAsync(SamplePdf.Make(), "Người ký");
        var start = signed.AsSpan().LastIndexOf("/Contents <"u8) + 10;
        var end = start + signed.AsSpan(start).IndexOf((byte)'>');
        var used = signed.AsSpan(start, end - start).LastIndexOfAnyExcept((byte)'0') + 8;
        var survived = new List<int>();
        Parallel.For(
            0,
            used / 2,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            i =>
            {
                var changed = (byte[])signed.Clone();
                // Two digits write a byte: the first of one, the second of the next.
                var at = start + (2 * i) + (i % 2);
                // Another digit, so that the change is not one of mere spelling.
                changed[at] = changed[at] == (byte)'5' ? (byte)'A' : (byte)'5';
                if (PdfSignatures.Check(changed, authority.Roots).IsGood)
                {
                    lock (survived)
                    {
                        survived.Add(i);
                    }
                }
            }
        );

        survived.Order().ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_PageReplacedAfterSigning_IsNotWhole()
    {
        var signed = await SignAsync(SamplePdf.Make(), "Người ký");
        // Somebody appends another first page and signs that with a certificate we trust.
        var forged = await SignAsync(SamplePdf.WithOtherPage(signed), "Kẻ giả");

        var check = PdfSignatures.Check(forged, authority.Roots);

        check.Signatures.Count.ShouldBe(2);
        check.IsGood.ShouldBeFalse();
        check.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public async Task Check_BytesAppended_IsNotWhole()
    {
        var signed = await SignAsync(SamplePdf.Make(), "Người ký");

        PdfSignatures.Check([.. signed, .. "\n% more"u8], authority.Roots).IsGood.ShouldBeFalse();
    }

    [Fact]
    public async Task Sign_AFileOfCrossReferenceStreams_IsGoodInBothEyes()
    {
        var signed = await SignAsync(SamplePdf.WithStreams(), "Người ký");

        PdfSignatures.Check(signed, authority.Roots).IsGood.ShouldBeTrue();
        (await Poppler.SignaturesAsync(signed)).ShouldContain("Signature is Valid");
    }

    [Fact]
    public void Check_GarbledFiles_NeverThrows()
    {
        var whole = SamplePdf.Make();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte)
            .List[1, 40]
            .Sample(
                changes =>
                {
                    var changed = (byte[])whole.Clone();
                    foreach (var (at, value) in changes)
                    {
                        changed[at] = value;
                    }

                    return !PdfSignatures.Check(changed, authority.Roots).IsGood;
                },
                iter: 2000
            );
        PdfSignatures.Check([], authority.Roots).Signatures.ShouldBeEmpty();
        PdfSignatures
            .Check(Encoding.ASCII.GetBytes("startxref\n0\n%%EOF"), authority.Roots)
            .Signatures.ShouldBeEmpty();
        PdfSignatures.Check(SampleFiles.Pdf(), authority.Roots).Signatures.ShouldBeEmpty();
    }

    public void Dispose() => authority.Dispose();

    private Task<byte[]> SignAsync(byte[] pdf, string name, ITimestamps? stamps = null) =>
        PdfSigner.SignAsync(
            pdf,
            authority.Signer(name),
            new SignatureNote(name, "Kết quả giải quyết", At),
            stamps,
            Now
        );
}
