using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Shared.Files;

public sealed class FileVaultTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("thuocdo-files-");
    private readonly Clock clock = TestDatabase.ClockAt(TestWeb.UsualInstant).Clock;

    [Theory, Engines]
    public async Task Vault_ThousandHostileFiles_KeepsToItsPolicyAndAlwaysAnswers(Engine engine)
    {
        const int count = 1000;
        await using var database = await TestDatabase.CreateAsync(engine);
        var policy = new FilePolicy
        {
            FileBytes = 64 << 10,
            TotalBytes = 40 << 10,
            UnpackedBytes = 8 << 20,
            Entries = 50,
        };
        var owned = Path.Combine(folder.FullName, "owned");
        var texts = new Texts([typeof(Texts).Assembly]);
        var families = new Dictionary<string, int>();
        var kept = new HashSet<string>();
        await using var db = database.NewContext();
        var vault = Vault(db, policy);
        for (var i = 0; i < count; i++)
        {
            var file = HostileFiles.Make(i, policy, owned);
            var outcome = await vault.KeepAsync(file.Name, new MemoryStream(file.Content), Now);
            families[file.Family] = families.GetValueOrDefault(file.Family) + 1;
            if (outcome.Succeeded)
            {
                file.MustBeRefused.ShouldBeFalse($"{i}: {file.Family}, {file.Name}");
                kept.Add(outcome.Value!.Hash);
                outcome.Value.Name.ShouldEndWith(FileKinds.Extension(outcome.Value.Kind));
            }
            else
            {
                foreach (var language in Texts.Languages)
                {
                    texts
                        .In(language, outcome.Key!)
                        .ShouldNotStartWith("[", Case.Sensitive, $"{i}");
                }
            }

            UsedBytes().ShouldBeLessThanOrEqualTo(policy.TotalBytes);
        }

        families.Count.ShouldBe(8);
        families.Values.ShouldAllBe(n => n == count / 8);
        kept.ShouldNotBeEmpty();
        // The quota was reached, and what lies on the disk is what the table counts: nothing else, nowhere else.
        var store = new DiskFileStore(folder.FullName);
        (await store.AllAsync(Now).ToListAsync(Now)).Order().ShouldBe(kept.Order());
        Directory
            .GetFiles(folder.FullName, "*", SearchOption.AllDirectories)
            .Length.ShouldBe(kept.Count);
        (await db.Set<FileUsage>().SingleAsync(Now)).Bytes.ShouldBe(UsedBytes());
        File.Exists(owned).ShouldBeFalse();
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in folder.GetFiles("*", SearchOption.AllDirectories))
            {
                file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    [Theory, Engines]
    public async Task Quota_WhenReached_RefusesAndChargesNothing(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.NewContext();
        var one = SampleFiles.Png();
        var vault = Vault(db, new FilePolicy { TotalBytes = one.Length + 10 });

        (await vault.KeepAsync("a.png", new MemoryStream(one), Now)).Succeeded.ShouldBeTrue();
        (await vault.KeepAsync("b.png", new MemoryStream(one), Now)).Succeeded.ShouldBeTrue(
            "a known content costs nothing"
        );
        var full = await vault.KeepAsync("c.png", new MemoryStream(SampleFiles.Png(2)), Now);

        full.Key.ShouldBe("file.refused.full");
        UsedBytes().ShouldBe(one.Length);
        (await db.Set<StoredFile>().CountAsync(Now)).ShouldBe(1);
    }

    [Theory, Engines]
    public async Task Quota_ManyAtOnce_IsNeverExceeded(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var size = SampleFiles.Png().Length;
        var policy = new FilePolicy { TotalBytes = size * 5 };

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(1, 20)
                .Select(i =>
                    Task.Run(
                        async () =>
                        {
                            await using var db = database.NewContext();
                            return await Vault(db, policy)
                                .KeepAsync(
                                    "a.png",
                                    new MemoryStream(SampleFiles.Png((uint)i)),
                                    Now
                                );
                        },
                        Now
                    )
                )
        );

        outcomes.Count(o => o.Succeeded).ShouldBe(5);
        UsedBytes().ShouldBe(size * 5);
    }

    [Theory, Engines]
    public async Task Read_OfAContentChangedOnTheDisk_GivesNothing(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.NewContext();
        var vault = Vault(db, new FilePolicy());
        var kept = (
            await vault.KeepAsync("a.png", new MemoryStream(SampleFiles.Png()), Now)
        ).Value!;
        (await vault.ReadAsync(kept.Hash, Now)).ShouldBe(SampleFiles.Png());

        await File.AppendAllTextAsync(
            Directory.GetFiles(folder.FullName, kept.Hash, SearchOption.AllDirectories).Single(),
            "x",
            Now
        );

        (await vault.ReadAsync(kept.Hash, Now)).ShouldBeNull();
    }

    [Fact]
    public void Capability_ForgedChangedExpiredOrOfSomebodyElse_OpensNothing()
    {
        var (time, at) = TestDatabase.ClockAt(TestWeb.UsualInstant);
        var links = new FileCapabilities(new EphemeralDataProtectionProvider(), at);
        var (me, hash) = (Guid.CreateVersion7(), new string('a', 64));
        var token = links.Link(hash, FileKind.Pdf, "a.pdf", "test", me, me)[5..];

        links.Open(token, me)!.Hash.ShouldBe(hash);
        links.Open(token, Guid.CreateVersion7()).ShouldBeNull();
        links.Open(token, null).ShouldBeNull();
        links.Open(hash, me).ShouldBeNull();
        links.Open("", me).ShouldBeNull();
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            // The last sign of base64 may carry bits that mean nothing.
            var opened = links.Open(new string(changed), me);
            (opened is null || i == token.Length - 1 && opened.Hash == hash).ShouldBeTrue($"{i}");
        }

        new FileCapabilities(new EphemeralDataProtectionProvider(), at)
            .Open(token, me)
            .ShouldBeNull();
        time.Advance(FileCapabilities.Life);
        links.Open(token, me).ShouldBeNull();
    }

    [Theory]
    [InlineData("stream: OK\0", ScanVerdict.Clean)]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND\0", ScanVerdict.Infected)]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", ScanVerdict.Unreachable)]
    [InlineData("", ScanVerdict.Unreachable)]
    public async Task Clamd_Answers_BecomeVerdicts(string answer, ScanVerdict verdict)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var daemon = DaemonAsync(listener, answer);
        var content = new byte[200_000];
        new Random(1).NextBytes(content);

        var scanner = ClamdAntivirus.Choose(
            $"tcp:127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"
        );

        (await scanner.ScanAsync(content, Now)).ShouldBe(verdict);
        (await daemon).ShouldBe(content);
    }

    [Fact]
    public async Task Clamd_NotThere_LetsNothingIn()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.NewContext();
        var scanner = ClamdAntivirus.Choose(
            "unix:" + Path.Combine(folder.FullName, "no-such-socket")
        );
        var vault = new FileVault(
            db,
            new DiskFileStore(folder.FullName),
            scanner,
            new FilePolicy(),
            clock,
            NullLogger<FileVault>.Instance
        );

        (await vault.KeepAsync("a.png", new MemoryStream(SampleFiles.Png()), Now)).Key.ShouldBe(
            "file.refused.not-scanned"
        );
        UsedBytes().ShouldBe(0);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private FileVault Vault(ThuocDoDb db, FilePolicy policy) =>
        new(
            db,
            new DiskFileStore(folder.FullName),
            new NoAntivirus(),
            policy,
            clock,
            NullLogger<FileVault>.Instance
        );

    private long UsedBytes() =>
        folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    /// <summary>Speaks the daemon's side of INSTREAM, gives the answer and returns what was sent.</summary>
    private static async Task<byte[]> DaemonAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(Now);
        var stream = client.GetStream();
        var command = new byte[10];
        await stream.ReadExactlyAsync(command, Now);
        Encoding.ASCII.GetString(command).ShouldBe("zINSTREAM\0");
        using var content = new MemoryStream();
        var size = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(size, Now);
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(size);
            if (length == 0)
            {
                break;
            }

            var part = new byte[length];
            await stream.ReadExactlyAsync(part, Now);
            content.Write(part);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), Now);
        return content.ToArray();
    }
}
