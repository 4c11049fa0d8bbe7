using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

public sealed class PersonKeysTests : IDisposable
{
    private readonly DirectoryInfo one = Directory.CreateTempSubdirectory("thuocdo-test-keys-");
    private readonly DirectoryInfo two = Directory.CreateTempSubdirectory("thuocdo-test-keys-");

    [Fact]
    public void Of_TwoInstallations_GiveTheSamePersonDifferentKeys()
    {
        var first = Keys(one, false).Of("058090001234", "A", null);

        Keys(one, false).Of("058090001234", "B", "1").ShouldBe(first);
        Keys(two, false).Of("058090001234", "A", null).ShouldNotBe(first);
        PersonKeys.Sample.Of("058090001234", "A", null).ShouldNotBe(first);
        Keys(one, false).Of("058090001235", "A", null).ShouldNotBe(first);
        first.Length.ShouldBe(64);
    }

    [Fact]
    public void Of_Demonstration_IsThatOfSamplePeopleAndMakesNoFile()
    {
        Keys(one, true)
            .Of(null, "Đặng Văn Á", "1")
            .ShouldBe(PersonKeys.Sample.Of(null, "dang van a", "1"));
        one.GetFiles().ShouldBeEmpty();
    }

    [Fact]
    public void Key_OnDisk_IsItsOwnersAlone()
    {
        Keys(one, false).Of("1", "A", null);

        var file = one.GetFiles().ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
        {
            file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.SetUnixFileMode(file.FullName, file.UnixFileMode | UnixFileMode.OtherRead);
            Should
                .Throw<UnauthorizedAccessException>(() => Keys(one, false).Of("1", "A", null))
                .Message.ShouldContain("chmod 600");
        }
    }

    public void Dispose()
    {
        one.Delete(recursive: true);
        two.Delete(recursive: true);
    }

    private static PersonKeys Keys(DirectoryInfo folder, bool demonstration) =>
        new(new KeysFolder(folder.FullName), new DemonstrationMode(demonstration));
}
