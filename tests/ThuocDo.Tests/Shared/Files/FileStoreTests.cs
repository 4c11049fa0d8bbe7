using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Shared.Files;

/// <summary>What is promised of a store, whatever it stands on.</summary>
public abstract class FileStoreContract : IAsyncLifetime
{
    private static readonly byte[] Content = SampleFiles.Png();
    private static readonly string Hash = FileHash.Of(Content);

    private IFileStore store = null!;

    [Fact]
    public async Task Write_OfAContent_IsReadHeldAndListed()
    {
        (await store.ReadAsync(Hash, Now)).ShouldBeNull();
        (await store.HoldsAsync(Hash, Now)).ShouldBeFalse();
        (await AllAsync()).ShouldBeEmpty();

        await store.WriteAsync(Hash, Content, Now);

        (await store.ReadAsync(Hash, Now)).ShouldBe(Content);
        (await store.HoldsAsync(Hash, Now)).ShouldBeTrue();
        (await AllAsync()).ShouldBe([Hash]);
    }

    [Fact]
    public async Task Delete_OfAContent_LeavesTheOthers()
    {
        var other = SampleFiles.Png(2);
        await store.WriteAsync(Hash, Content, Now);
        await store.WriteAsync(FileHash.Of(other), other, Now);

        await store.DeleteAsync(Hash, Now);
        await store.DeleteAsync(Hash, Now);

        (await store.ReadAsync(Hash, Now)).ShouldBeNull();
        (await AllAsync()).ShouldBe([FileHash.Of(other)]);
    }

    [Fact]
    public async Task Write_OfTheSameByManyAtOnce_KeepsItOnce()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => store.WriteAsync(Hash, Content, Now), Now))
        );

        (await store.ReadAsync(Hash, Now)).ShouldBe(Content);
        (await AllAsync()).ShouldBe([Hash]);
    }

    [Fact]
    public async Task Write_OfAnotherContentUnderAHash_IsABugAndChangesNothing()
    {
        await store.WriteAsync(Hash, Content, Now);

        await Should.ThrowAsync<ArgumentException>(() =>
            store.WriteAsync(Hash, SampleFiles.Png(2), Now)
        );

        (await store.ReadAsync(Hash, Now)).ShouldBe(Content);
    }

    [Fact]
    public async Task Write_Cancelled_LeavesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            store.WriteAsync(Hash, Content, cancelled.Token)
        );

        (await store.ReadAsync(Hash, Now)).ShouldBeNull();
        (await AllAsync()).ShouldBeEmpty();
    }

    /// <summary>More than one page of a list, which holds a thousand.</summary>
    [Fact]
    public async Task All_OfManyContents_NamesEach()
    {
        var contents = Enumerable.Range(0, 1100).Select(i => BitConverter.GetBytes(i)).ToList();
        await Parallel.ForEachAsync(
            contents,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Now },
            async (content, token) => await store.WriteAsync(FileHash.Of(content), content, token)
        );

        (await AllAsync()).ShouldBe(contents.Select(c => FileHash.Of(c)).Order());
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("")]
    [InlineData("AB")]
    public async Task Store_AskedForWhatIsNoHash_TouchesNothing(string text)
    {
        await Should.ThrowAsync<ArgumentException>(() => store.HoldsAsync(text, Now));
        await Should.ThrowAsync<ArgumentException>(() => store.ReadAsync(text, Now));
        await Should.ThrowAsync<ArgumentException>(() => store.DeleteAsync(text, Now));
        await Should.ThrowAsync<ArgumentException>(() => store.WriteAsync(text, Content, Now));
    }

    /// <summary>Half a content, as a broken transfer may leave it, is as good as none.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Vault_OverADamagedContent_GivesItNotOutAndTakesItAnew(bool half)
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.NewContext();
        var vault = Vault(db, store);
        await vault.KeepAsync("a.png", new MemoryStream(Content), Now);
        await File.WriteAllBytesAsync(FileOf(Hash), half ? Content[..^9] : [.. Content, 1], Now);

        (await vault.ReadAsync(Hash, Now)).ShouldBeNull();

        (await vault.KeepAsync("a.png", new MemoryStream(Content), Now)).Succeeded.ShouldBeTrue();
        (await vault.ReadAsync(Hash, Now)).ShouldBe(Content);
        (await db.Set<FileUsage>().SingleAsync(Now)).Bytes.ShouldBe(Content.Length);
    }

    /// <summary>Whoever sent the file is told so, and what was charged does not stand in for what was not written.</summary>
    [Fact]
    public async Task Vault_WhileTheStoreIsAway_SaysSoAndTakesTheFileAfterwards()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.NewContext();
        var vault = Vault(db, store);
        await TakeAwayAsync();

        var refused = await vault.KeepAsync("a.png", new MemoryStream(Content), Now);

        refused.Key.ShouldBe("file.refused.store");
        var fault = await Should.ThrowAsync<FileStoreException>(() => store.CheckAsync(Now));
        var texts = new Texts([typeof(Texts).Assembly]);
        foreach (var language in Texts.Languages)
        {
            texts.In(language, refused.Key!).ShouldNotStartWith("[");
            texts.In(language, fault.Key, [.. fault.Arguments]).ShouldNotStartWith("[");
        }

        await BringBackAsync();
        (await vault.ReadAsync(Hash, Now)).ShouldBeNull();
        (await vault.KeepAsync("a.png", new MemoryStream(Content), Now)).Succeeded.ShouldBeTrue();
        (await vault.ReadAsync(Hash, Now)).ShouldBe(Content);
        (await db.Set<FileUsage>().SingleAsync(Now)).Bytes.ShouldBe(Content.Length);
    }

    public async ValueTask InitializeAsync() => store = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    protected static CancellationToken Now => TestContext.Current.CancellationToken;

    protected abstract Task<IFileStore> OpenAsync();

    /// <summary>Where the store keeps a content, past the product.</summary>
    protected abstract string FileOf(string hash);

    protected abstract Task TakeAwayAsync();

    protected abstract Task BringBackAsync();

    private async Task<IEnumerable<string>> AllAsync() =>
        (await store.AllAsync(Now).ToListAsync(Now)).Order();

    private static FileVault Vault(ThuocDoDb db, IFileStore store) =>
        new(
            db,
            store,
            new NoAntivirus(),
            new FilePolicy(),
            TestDatabase.ClockAt(TestWeb.UsualInstant).Clock,
            NullLogger<FileVault>.Instance
        );
}

public sealed class DiskFileStoreTests : FileStoreContract
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("thuocdo-store-");

    private string Files => Path.Combine(folder.FullName, "files");

    public override ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override Task<IFileStore> OpenAsync() =>
        Task.FromResult<IFileStore>(new DiskFileStore(Files));

    protected override string FileOf(string hash) => Path.Combine(Files, FileHash.PathOf(hash));

    /// <summary>No folder can be made where a file stands, whoever asks.</summary>
    protected override Task TakeAwayAsync() => File.WriteAllTextAsync(Files, "", Now);

    protected override Task BringBackAsync()
    {
        File.Delete(Files);
        return Task.CompletedTask;
    }
}

public sealed class S3FileStoreTests(S3Server server) : FileStoreContract, IClassFixture<S3Server>
{
    private readonly string part = Guid.CreateVersion7().ToString("N");
    private S3FileStore store = null!;

    public override ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<IFileStore> OpenAsync()
    {
        await server.SwitchOnAsync();
        return store = server.NewStore(part);
    }

    protected override string FileOf(string hash) => server.FileOf(part, hash);

    protected override Task TakeAwayAsync() => server.SwitchOffAsync();

    protected override Task BringBackAsync() => server.SwitchOnAsync();

    [Fact]
    public async Task Check_OfAMissingBucket_NamesIt()
    {
        using var other = new S3FileStore(
            S3Place.Parse(server.Place(part, "khong-co")),
            S3Server.Credentials
        );

        var fault = await Should.ThrowAsync<FileStoreException>(() => other.CheckAsync(Now));

        fault.Key.ShouldBe("file.store.no-bucket");
        fault.Arguments[0].ShouldBe("khong-co");
        fault.IsLasting.ShouldBeTrue();
        // A content of a missing bucket is not a missing content.
        await Should.ThrowAsync<FileStoreException>(() =>
            other.ReadAsync(new string('a', FileHash.Length), Now)
        );
    }

    [Fact]
    public async Task Check_WithAnUnknownKey_SaysSo()
    {
        using var other = new S3FileStore(
            S3Place.Parse(server.Place(part)),
            new Amazon.Runtime.BasicAWSCredentials("NOBODY", "S3RVER")
        );

        var fault = await Should.ThrowAsync<FileStoreException>(() => other.CheckAsync(Now));

        fault.Key.ShouldBe("file.store.not-let-in");
        fault.IsLasting.ShouldBeTrue();
    }

    [Fact]
    public async Task Store_ThatDoesNotAnswer_IsNoLastingFault()
    {
        await server.SwitchOffAsync();

        var fault = await Should.ThrowAsync<FileStoreException>(() => store.CheckAsync(Now));

        fault.Key.ShouldBe("file.store.unreachable");
        fault.IsLasting.ShouldBeFalse();
    }
}

public sealed class FilePlaceTests
{
    [Theory]
    [InlineData("s3:ho-so", "ho-so", "", null, null)]
    [InlineData("s3:ho-so/", "ho-so", "", null, null)]
    [InlineData("s3:ho-so/tinh/tep", "ho-so", "tinh/tep/", null, null)]
    [InlineData(
        "s3:ho-so/tep?endpoint=https://s3.tinh.example:9000&region=vn-1",
        "ho-so",
        "tep/",
        "https://s3.tinh.example:9000/",
        "vn-1"
    )]
    public void Place_InABucket_IsRead(
        string text,
        string bucket,
        string prefix,
        string? endpoint,
        string? region
    )
    {
        var place = S3Place.Parse(text);

        place.Bucket.ShouldBe(bucket);
        place.Prefix.ShouldBe(prefix);
        place.Endpoint?.ToString().ShouldBe(endpoint);
        (place.Endpoint is null).ShouldBe(endpoint is null);
        place.Region.ShouldBe(region);
    }

    [Theory]
    [InlineData("s3:")]
    [InlineData("s3:HoSo")]
    [InlineData("s3://ho-so")]
    [InlineData("s3:ho-so//tep")]
    [InlineData("s3:ho-so?endpoint=ftp://x")]
    [InlineData("s3:ho-so?endpoint")]
    [InlineData("s3:ho-so?key=secret")]
    [InlineData("s3:ho-so?region=a&region=b")]
    public void Place_InABucketBadlyWritten_IsRefusedWithTheWayToWriteIt(string text) =>
        Should
            .Throw<FormatException>(() => FilePlace.Choose(text, null).Open())
            .Message.ShouldContain("s3:BUCKET");

    [Fact]
    public void Place_NotNamed_IsBesideTheDatabase() =>
        FilePlace
            .Choose(" ", Path.Combine(Path.GetTempPath(), "x", "thuocdo.db"))
            .ShouldBe(new FilePlace(Path.Combine(Path.GetTempPath(), "x", "files")));
}
