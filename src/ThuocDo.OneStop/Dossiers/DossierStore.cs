using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Processes;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>Loads a dossier with its ledger and writes what an act recorded: the sink of pages.</summary>
public sealed class DossierStore(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    Calendars calendars,
    ProcessDirectory processes
)
{
    public async Task<DossierWork?> LoadAsync(Guid id, CancellationToken cancellation) =>
        await WorkAsync(
            await db.Set<Dossier>().FirstOrDefaultAsync(d => d.Id == id, cancellation),
            cancellation
        );

    /// <summary>For reading and for trying an act without doing it: what happens to it is never saved.</summary>
    public async Task<DossierWork?> ReadAsync(string code, CancellationToken cancellation)
    {
        var normal = DossierCode.Normal(code);
        return await WorkAsync(
            await db.Set<Dossier>()
                .AsNoTracking()
                .FirstOrDefaultAsync(d => d.Code == normal, cancellation),
            cancellation
        );
    }

    /// <summary>Several at once, in their order, for reading and for trying an act.</summary>
    public async Task<IReadOnlyList<DossierWork>> ReadAsync(
        IReadOnlyCollection<Dossier> dossiers,
        CancellationToken cancellation
    )
    {
        var ids = dossiers.Select(d => d.Id).ToList();
        var entries = (
            await db.Set<ClockEntry>()
                .AsNoTracking()
                .Where(e => ids.Contains(e.DossierId))
                .ToListAsync(cancellation)
        ).ToLookup(e => e.DossierId);
        var works = new List<DossierWork>(dossiers.Count);
        foreach (var dossier in dossiers)
        {
            var catalogue = await catalogues.WithVersionAsync(
                dossier.ProcedureVersionId,
                cancellation
            );
            works.Add(
                DossierWork.Load(
                    dossier,
                    [.. entries[dossier.Id]],
                    catalogue.Version(dossier.ProcedureVersionId),
                    await calendars.ForAsync(dossier.UnitId, cancellation),
                    dossier.ProcessVersionId is { } process
                        ? (await processes.VersionAsync(process, cancellation)).Definition
                        : null
                )
            );
        }

        return works;
    }

    private async Task<DossierWork?> WorkAsync(Dossier? dossier, CancellationToken cancellation) =>
        dossier is null ? null : (await ReadAsync([dossier], cancellation))[0];

    /// <summary>Adds row and records to the context; the unit of work commits them.</summary>
    /// <param name="tells">False: nobody is told of it, because another system has done so.</param>
    public void Save(DossierWork work, bool isNew = false, bool tells = true)
    {
        if (isNew)
        {
            db.Add(work.Dossier);
        }

        db.AddRange(work.Records.Events);
        db.AddRange(work.Records.Entries);
        db.AddRange(work.Records.Facts);
        db.AddRange(work.Records.Opinions);
        db.AddRange(work.Records.Facts.Select(PendingFact.Of));
        if (tells)
        {
            db.AddRange(
                work.Records.Events.Select(e => Exchange.DossierEventNote.Of(work.Dossier, e))
            );
        }
    }

    /// <summary>
    /// The next running number of an office on a day. The row is hot: it is taken last before the commit, so that two
    /// counters of one office wait for each other only for the length of a commit.
    /// </summary>
    public async Task<int> NextNumberAsync(
        string identifier,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        // The row is locked from here on: a plain command is away sooner than a query that EF has to look up first.
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = """
            insert into onestop_code_counters (identifier, day, last) values (@identifier, @day, 1)
            on conflict (identifier, day) do update set last = onestop_code_counters.last + 1
            returning last
            """;
        Add("identifier", identifier);
        Add("day", day);
        return Convert.ToInt32(
            await command.ExecuteScalarAsync(cancellation),
            CultureInfo.InvariantCulture
        );

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }
}
