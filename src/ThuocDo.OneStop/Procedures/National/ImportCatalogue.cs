using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures.National;

/// <param name="Key">Idempotency key.</param>
/// <param name="FileName">As the person named it.</param>
/// <param name="FileHash">SHA-256 of the file of procedures.</param>
/// <param name="ActorId">The account; none for the command line.</param>
public sealed record ImportRequest(
    string Key,
    Guid? ActorId,
    string FileName,
    string FileHash,
    string? PapersFileName,
    NationalFile File
);

/// <summary>How far an import is: lines compared of all lines.</summary>
public readonly record struct ImportProgress(int Done, int Total);

/// <summary>
/// Takes a file of the national catalogue in. A line is taken whole or not at all; the same file a second time changes
/// nothing; what the file does not name stays. Everything is one transaction with its report.
/// </summary>
public sealed class ImportCatalogue(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    CatalogueHistory history,
    CatalogueDirectory catalogues,
    Clock clock
)
{
    public async Task<Outcome<int>> RunAsync(
        ImportRequest request,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellation
    )
    {
        var outcome = await unitOfWork.RunAsync(
            new ActionKey(request.Key, "catalogue.import", request.ActorId),
            token => OnceAsync(request, progress, token),
            cancellation
        );
        catalogues.Forget();
        return outcome;
    }

    private async Task<Outcome<int>> OnceAsync(
        ImportRequest request,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellation
    )
    {
        var current = await db.Set<NationalProcedure>()
            .Where(p => p.IsCurrent)
            .ToDictionaryAsync(p => p.Code, cancellation);
        var number =
            (await db.Set<CatalogueImport>().MaxAsync(i => (int?)i.Number, cancellation) ?? 0) + 1;
        var id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));
        var merge = new Merge(id, clock.Today, request.File.HasPapers, current);
        var total = request.File.Lines.Count;
        foreach (var line in request.File.Lines)
        {
            merge.Take(line);
            if (merge.Report.Count % 100 == 0 || merge.Report.Count == total)
            {
                progress?.Report(new ImportProgress(merge.Report.Count, total));
            }
        }

        merge.Absent();
        merge.Refuse(request.File.PapersRefused);
        var import = new CatalogueImport
        {
            Id = id,
            Number = number,
            At = clock.Now,
            ActorId = request.ActorId,
            File = Short(request.FileName),
            FileHash = request.FileHash,
            PapersFile = request.PapersFileName is { } papers ? Short(papers) : null,
            Lines = total,
            Taken = merge.Count(LineOutcome.Taken),
            Changed = merge.Count(LineOutcome.Changed),
            Unchanged = merge.Count(LineOutcome.Unchanged),
            Refused = merge.Count(LineOutcome.Refused) - request.File.PapersRefused.Count,
            Absent = merge.Count(LineOutcome.Absent),
            PapersRefused = request.File.PapersRefused.Count,
        };
        db.Add(import);
        db.AddRange(merge.Added);
        db.AddRange(merge.Report);
        await history.ImportedAsync(import, merge.Root(), cancellation);
        await CatalogueStamp.ChangeAsync(db, cancellation);
        return Outcome<int>.Of(number);
    }

    private static string Short(string name) =>
        name.Length <= CatalogueImport.FileMaxLength
            ? name
            : name[^CatalogueImport.FileMaxLength..];

    /// <summary>Compares the lines with what is known and gathers rows and report.</summary>
    private sealed class Merge(
        Guid importId,
        DateOnly day,
        bool hasPapers,
        Dictionary<string, NationalProcedure> current
    )
    {
        private readonly HashSet<string> named = [];

        public List<NationalProcedure> Added { get; } = [];

        public List<CatalogueImportLine> Report { get; } = [];

        public int Count(LineOutcome outcome) => Report.Count(l => l.Outcome == outcome);

        public byte[] Root() => CatalogueHistory.RootOf(current.Values);

        public void Take(NationalLine line)
        {
            if (line.Entry is not { } draft)
            {
                Add(line.Line, line.Code, line.Name, LineOutcome.Refused, line.Remarks);
                return;
            }

            named.Add(draft.Code);
            var known = current.GetValueOrDefault(draft.Code);
            var entry = Revision(draft, known);
            if (known?.Hash == entry.Hash)
            {
                Add(line.Line, line.Code, line.Name, LineOutcome.Unchanged, line.Remarks);
                return;
            }

            Added.Add(entry);
            current[entry.Code] = entry;
            if (known is null)
            {
                Add(line.Line, line.Code, line.Name, LineOutcome.Taken, line.Remarks);
                return;
            }

            known.IsCurrent = false;
            Add(
                line.Line,
                line.Code,
                line.Name,
                LineOutcome.Changed,
                [
                    ImportRemark.Of(
                        "",
                        string.Join(", ", NationalFields.Changed(known, entry)),
                        "changed"
                    ),
                    .. line.Remarks,
                ]
            );
        }

        public void Absent()
        {
            foreach (
                var known in current
                    .Values.Where(p => !named.Contains(p.Code))
                    .OrderBy(p => p.Code, StringComparer.Ordinal)
            )
            {
                Add(
                    0,
                    known.Code,
                    known.Name,
                    LineOutcome.Absent,
                    [ImportRemark.Of("code", known.Code, "absent")]
                );
            }
        }

        public void Refuse(IEnumerable<NationalLine> lines)
        {
            foreach (var line in lines)
            {
                Add(line.Line, line.Code, line.Name, LineOutcome.Refused, line.Remarks);
            }
        }

        private NationalProcedure Revision(NationalProcedure draft, NationalProcedure? known)
        {
            var revision = (known?.Revision ?? 0) + 1;
            var entry = new NationalProcedure
            {
                Id = NationalProcedure.IdOf(draft.Code, revision),
                Code = draft.Code,
                Revision = revision,
                IsCurrent = true,
                ImportId = importId,
                Since = day,
                Name = draft.Name,
                Field = draft.Field,
                Levels = draft.Levels,
                Audience = draft.Audience,
                Applicants = draft.Applicants,
                Kind = draft.Kind,
                Decision = draft.Decision,
                Ministry = draft.Ministry,
                Agency = draft.Agency,
                Outcome = draft.Outcome,
                PortalUrl = draft.PortalUrl,
                Ways = draft.Ways,
                Papers = hasPapers ? draft.Papers : known?.Papers ?? [],
            };
            entry.Hash = NationalFields.HashOf(entry);
            return entry;
        }

        private void Add(
            int line,
            string code,
            string name,
            LineOutcome outcome,
            IReadOnlyList<ImportRemark> remarks
        ) =>
            Report.Add(
                new CatalogueImportLine
                {
                    ImportId = importId,
                    Position = Report.Count + 1,
                    Line = line,
                    Code = code.Length <= 60 ? code : code[..60],
                    Name =
                        name.Length <= NationalProcedure.NameMaxLength
                            ? name
                            : name[..NationalProcedure.NameMaxLength],
                    Outcome = outcome,
                    HasRemarks = remarks.Count > 0,
                    Remarks = remarks,
                }
            );
    }
}
