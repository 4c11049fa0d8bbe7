using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Indicators.Board;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Receipts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.OpenData;

/// <summary>
/// Keeps the public board for some minutes: visitors and machines that fetch every file read the database once. Nothing in it depends on
/// who asks.
/// </summary>
public sealed class OpenDataShelf(
    IServiceScopeFactory scopes,
    Clock clock,
    DemonstrationMode demonstration
) : IDisposable
{
    public static readonly TimeSpan Keeps = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim reading = new(1);
    private (DateTime At, PublicBoard Board)? kept;

    public async Task<PublicBoard> BoardAsync(CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation);
        try
        {
            if (kept is { } last && clock.Now - last.At < Keeps)
            {
                return last.Board;
            }

            var board = await ReadAsync(cancellation);
            kept = (clock.Now, board);
            return board;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>The content of a file.</summary>
    /// <param name="root">The address of the product, for the catalogue.</param>
    public async Task<byte[]> FileAsync(OpenFile file, string root, CancellationToken cancellation)
    {
        var cube = (await BoardAsync(cancellation)).Cube;
        return file.Name switch
        {
            var n when n == OpenDataLinks.Parquet.Name => await CubeParquet.OfAsync(
                cube,
                cancellation
            ),
            var n when n == OpenDataLinks.Csv.Name => Bytes(CubeCsv.Of(cube)),
            var n when n == OpenDataLinks.Stat.Name => Bytes(CubeJson.Stat(cube)),
            var n when n == OpenDataLinks.Sdmx.Name => Bytes(CubeJson.Sdmx(cube)),
            var n when n == OpenDataLinks.Turtle.Name => Bytes(Dcat.Turtle(Dcat.Of(cube, root))),
            _ => Bytes(Dcat.JsonLd(Dcat.Of(cube, root))),
        };
    }

    /// <summary>
    /// The receipt of a figure of the board that is kept, made once for all who ask: of many records it takes seconds.
    /// </summary>
    /// <returns>None where there is no such condition, or it is not measured yet.</returns>
    public async Task<ReceiptFile?> ReceiptAsync(string condition, CancellationToken cancellation)
    {
        var board = await BoardAsync(cancellation);
        if (board.View.Conditions.All(c => c.Info.Key != condition))
        {
            return null;
        }

        // One that takes seconds does not keep those waiting that ask for another.
        var issuing = board.Issuing.GetOrAdd(condition, _ => new(1));
        await issuing.WaitAsync(cancellation);
        try
        {
            if (!board.Receipts.TryGetValue(condition, out var receipt))
            {
                receipt = await MakeAsync(board.View, condition, cancellation);
                board.Receipts[condition] = receipt;
            }

            return receipt;
        }
        finally
        {
            issuing.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private async Task<ReceiptFile?> MakeAsync(
        BoardView view,
        string condition,
        CancellationToken cancellation
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var subject = await services
            .GetRequiredService<ReceiptDesk>()
            .OfBoardAsync(view, condition, cancellation);
        return subject is null
            ? null
            : await services.GetRequiredService<ReceiptMaker>().MakeAsync(subject, cancellation);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<PublicBoard> ReadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var tree = await services.GetRequiredService<UnitDirectory>().GetAsync(cancellation);
        var finder = new ScopeFinder(tree);
        var day =
            await services.GetRequiredService<FigureReader>().LastDayAsync(cancellation)
            ?? clock.Today;
        var asOf = day < clock.Today ? day : clock.Today;
        var home = finder.Find(finder.Home(asOf).Key)!;
        var view = await services
            .GetRequiredService<BoardReader>()
            .ReadAsync(home, asOf, cancellation);
        var unit = home.On(asOf);
        var texts = services.GetRequiredService<Texts>();
        Bilingual Both(string key) => new(texts.In("vi", key), texts.In("en", key));
        return new(
            view,
            FigureCube.Of(
                view,
                new(home.Key, new(unit.NameIn("vi"), unit.NameIn("en"))),
                Both("open.title"),
                demonstration.IsOn
            )
        );
    }
}

/// <summary>What everybody may see: the board of the province on its last day, and the same as a cube.</summary>
public sealed record PublicBoard(BoardView View, FigureCube Cube)
{
    /// <summary>The receipts that were asked for, by condition.</summary>
    internal ConcurrentDictionary<string, ReceiptFile?> Receipts { get; } = new();

    /// <summary>Whose turn it is to make the receipt of a condition.</summary>
    internal ConcurrentDictionary<string, SemaphoreSlim> Issuing { get; } = new();
}
