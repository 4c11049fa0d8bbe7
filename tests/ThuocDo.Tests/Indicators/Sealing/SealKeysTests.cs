using Shouldly;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using Xunit;

namespace ThuocDo.Tests.Indicators.Sealing;

public sealed class SealKeysTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("thuocdo-test-keys-");

    [Fact]
    public void Open_FirstTime_MakesAKeyForItsOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes of files.");
        using var first = Keys(demonstration: false).Open();
        using var again = Keys(demonstration: false).Open();

        again.Public.Id.ShouldBe(first.Public.Id);
        var file = folder.GetFiles().ShouldHaveSingleItem();
        file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Open_ForTheDemonstration_UsesAKeyOfItsOwn()
    {
        using var real = Keys(demonstration: false).Open();
        using var demonstration = Keys(demonstration: true).Open();

        demonstration.Public.Id.ShouldNotBe(real.Public.Id);
        var trusted = Keys(demonstration: false).Trusted();
        trusted[real.Public.Id].IsDemonstration.ShouldBeFalse();
        trusted[demonstration.Public.Id].IsDemonstration.ShouldBeTrue();
    }

    [Fact]
    public void Open_KeyReadableByOthers_IsRefusedWithTheRemedy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes of files.");
        Keys(demonstration: false).Open().Dispose();
        var file = folder.GetFiles().Single();
        if (!OperatingSystem.IsWindows())
        {
            file.UnixFileMode |= UnixFileMode.OtherRead;
        }

        Should
            .Throw<UnauthorizedAccessException>(() => Keys(demonstration: false).Open())
            .Message.ShouldContain("chmod 600 " + file.FullName);
    }

    [Fact]
    public void Signature_OverAnotherHash_DoesNotVerify()
    {
        using var key = Keys(demonstration: false).Open();
        var signature = key.Sign(new byte[32]);

        PublicSealKey.Verifies(key.Public.Info, new byte[32], signature).ShouldBeTrue();
        PublicSealKey.Verifies(key.Public.Info, [1, .. new byte[31]], signature).ShouldBeFalse();
        PublicSealKey.Verifies([1, 2, 3], new byte[32], signature).ShouldBeFalse();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private SealKeys Keys(bool demonstration) =>
        new(new KeysFolder(folder.FullName), new DemonstrationMode(demonstration));
}
