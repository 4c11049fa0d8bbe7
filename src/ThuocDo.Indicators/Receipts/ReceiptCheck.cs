using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Indices.Prints;
using ThuocDo.Indicators.Registers;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Receipts;

/// <summary>
/// Holds a receipt against the records: its own text and signature, its definition, each of its parts counted again at the part's
/// cut, and its seals. Expected is what the records say, found what stands in the receipt.
/// </summary>
public sealed class ReceiptCheck(
    ThuocDoDb db,
    ReceiptCounter counter,
    DefinitionBook definitions,
    SealKeys keys,
    UnitDirectory directory,
    RegisterReader registers,
    IndexLibrary library
)
{
    private const string Figure = "figure";
    private const string Record = "record";

    /// <exception cref="FormatException">A field of the file is no day, number or hash.</exception>
    public async Task<IReadOnlyList<Finding>> FindAsync(
        ReceiptFile file,
        JsonObject node,
        CancellationToken cancellation
    )
    {
        var findings = new List<Finding>(Text(file, node));
        findings.AddRange(Definition(file));
        findings.AddRange(Sums(file));
        foreach (var part in file.Parts)
        {
            findings.AddRange(await PartAsync(file, part, cancellation));
        }

        foreach (var seal in file.Seals)
        {
            findings.AddRange(await SealAsync(file, seal, cancellation));
        }

        return findings;
    }

    /// <summary>
    /// Where to look for the records behind parts that no longer hold: in their month, or everywhere where they are of several months or
    /// not counted from dossiers. None where all parts hold.
    /// </summary>
    public static AuditScope? Scope(ReceiptFile file, IReadOnlyList<Finding> findings)
    {
        var months = Months(file, findings);
        return months.Count == 0 ? null
            : months is [var only] && file.Figure.Source == "dossiers" ? new AuditScope(only)
            : new AuditScope(null);
    }

    private static IReadOnlyList<DateOnly> Months(
        ReceiptFile file,
        IReadOnlyList<Finding> findings
    ) =>
        [
            .. file
                .Parts.Where(p =>
                    findings.Any(f => f.Kind is Figure or Record && f.Period == PeriodOf(p))
                )
                .SelectMany(p =>
                {
                    var (first, last) = (Canonical.ParseDay(p.From), Canonical.ParseDay(p.To));
                    return Enumerable
                        .Range(
                            0,
                            Math.Max(
                                1,
                                (last.Year - first.Year) * 12 + last.Month - first.Month + 1
                            )
                        )
                        .Select(i => new DateOnly(first.Year, first.Month, 1).AddMonths(i));
                })
                .Distinct()
                .Order(),
        ];

    private static string Subject(ReceiptFile file) =>
        $"{file.Figure.Indicator}/{file.Figure.Reading} {file.Figure.Unit}";

    private static string PeriodOf(PartNote part) => $"{part.From}/{part.To}";

    private static Finding Of(
        ReceiptFile file,
        string kind,
        string field,
        string expected,
        string found,
        string? period = null
    ) =>
        new(
            kind,
            Subject(file),
            period ?? $"{file.Periods[^1].From}/{file.Periods[^1].To}",
            field,
            expected,
            found
        );

    private IEnumerable<Finding> Text(ReceiptFile file, JsonObject node)
    {
        var hash = Convert.ToHexStringLower(ProofJson.HashOf(node));
        if (hash != file.Hash)
        {
            yield return Of(file, "receipt", "hash", hash, file.Hash);
        }

        foreach (
            var (field, expected, found) in KeyFaults(
                keys,
                file.Demonstration,
                file.KeyId,
                file.PublicKey,
                file.Hash,
                file.Signature
            )
        )
        {
            yield return Of(file, "receipt", field, expected, found);
        }
    }

    /// <summary>
    /// What is wrong with a key that signs a hash, or with its signature. A key that nothing on this machine vouches for proves
    /// nothing, and the key of the demonstration signs for the demonstration alone.
    /// </summary>
    /// <param name="demonstration">Whether the text says that it is of the demonstration.</param>
    public static IEnumerable<(string Field, string Expected, string Found)> KeyFaults(
        SealKeys keys,
        bool demonstration,
        string keyId,
        string publicKey,
        string hash,
        string signature
    )
    {
        var trusted = keys.Trusted();
        var info = Convert.FromBase64String(publicKey);
        if (PublicSealKey.IdOf(info) != keyId)
        {
            yield return ("key", PublicSealKey.IdOf(info), keyId);
        }
        else if (trusted.Count == 0)
        {
            yield return ("signature", "checked", "not checked: no keys");
        }
        else if (!trusted.TryGetValue(keyId, out var known))
        {
            yield return ("key", string.Join(' ', trusted.Keys.Order()), keyId);
        }
        else if (known.IsDemonstration != demonstration)
        {
            yield return ("demonstration", Flag(known.IsDemonstration), Flag(demonstration));
        }
        else if (
            !PublicSealKey.Verifies(
                info,
                Convert.FromHexString(hash),
                Convert.FromHexString(signature)
            )
        )
        {
            yield return ("signature", "valid", "invalid");
        }
    }

    private IEnumerable<Finding> Definition(ReceiptFile file)
    {
        var figure = file.Figure;
        if (CountLines.Find(figure.Condition) is not null)
        {
            yield break;
        }

        var definition = definitions.Find(figure.Indicator, figure.Reading, figure.Version);
        var hash = definition is null ? "" : Convert.ToHexStringLower(definition.Hash);
        if (hash != figure.Definition)
        {
            yield return Of(file, "definition", figure.Version, hash, figure.Definition);
        }

        if (
            definition is { Source: FigureSource.Dossiers }
            && (
                !Says(figure.Numerator, definition.Numerator!)
                || !Says(figure.Denominator, definition.Denominator!)
                || figure.Level != definition.Level?.ToString()
            )
        )
        {
            yield return Of(
                file,
                "definition",
                "filter",
                $"{definition.Numerator!.Code} / {definition.Denominator!.Code}",
                string.Join(' ', figure.Numerator.Concat(figure.Denominator).Select(t => t.Measure))
            );
        }

        static bool Says(IReadOnlyList<TermNote> terms, Shared.Facts.Measure measure) =>
            terms is [{ Sign: 1 } term]
            && term.Measure == measure.Code
            && term.Kind == measure.Kind.ToString()
            && term.Required == (long)measure.Required
            && term.Excluded == (long)measure.Excluded;
    }

    private static IEnumerable<Finding> Sums(ReceiptFile file)
    {
        var parts = file.Parts.ToList();
        var last = file.Periods[^1];
        var value = ReceiptSubject.Value(
            file.Figure.ValueUnit,
            [.. file.Periods.Select(ReceiptMaker.Sums)],
            file.Value is { } text
                ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
                : null
        );
        foreach (
            var (field, expected, found) in new[]
            {
                ("numerator", Text(last.Numerator), Text(file.Numerator)),
                ("denominator", Text(last.Denominator), Text(file.Denominator)),
                ("records", Text(parts.Sum(p => p.Records)), Text(file.Records)),
                ("root", ReceiptFile.RootOf(parts), file.Root),
                ("value", value is { } v ? Canonical.Number(v) : "", file.Value ?? ""),
            }
        )
        {
            if (expected != found)
            {
                yield return Of(file, "receipt", field, expected, found);
            }
        }

        foreach (var period in file.Periods)
        {
            var (n, d) = (period.Parts.Sum(p => p.Numerator), period.Parts.Sum(p => p.Denominator));
            if ((n, d) != (period.Numerator, period.Denominator))
            {
                yield return Of(
                    file,
                    "receipt",
                    "parts",
                    $"{n} / {d}",
                    $"{period.Numerator} / {period.Denominator}",
                    $"{period.From}/{period.To}"
                );
            }

            if (!Covers(period))
            {
                yield return Of(
                    file,
                    "receipt",
                    "days",
                    $"{period.From}/{period.To}",
                    string.Join(' ', period.Parts.Select(PeriodOf)),
                    $"{period.From}/{period.To}"
                );
            }
        }
    }

    /// <summary>Whether the parts follow each other and fill the period.</summary>
    private static bool Covers(PeriodNote period)
    {
        var next = Canonical.ParseDay(period.From);
        foreach (var part in period.Parts)
        {
            if (Canonical.ParseDay(part.From) != next)
            {
                return false;
            }

            next = Canonical.ParseDay(part.To).AddDays(1);
        }

        return next == Canonical.ParseDay(period.To).AddDays(1);
    }

    private async Task<IEnumerable<Finding>> PartAsync(
        ReceiptFile file,
        PartNote part,
        CancellationToken cancellation
    )
    {
        var days = new DaySpan(Canonical.ParseDay(part.From), Canonical.ParseDay(part.To));
        PartNote again;
        IReadOnlyList<FigureRecord> records = [];
        if (file.Figure.Source == "dossiers")
        {
            records = await counter.CountAsync(
                ReceiptMaker.Question(file.Figure, days, part.Cut),
                cancellation
            );
            byte[][] leaves = [.. records.Select(r => r.Leaf())];
            again = part with
            {
                Numerator = records.Sum(r => r.Numerator),
                Denominator = records.Sum(r => r.Denominator),
                Records = leaves.Length,
                Root = Convert.ToHexStringLower(Merkle.Root(leaves)),
                Leaves = [.. leaves.Select(Convert.ToHexStringLower)],
            };
        }
        else
        {
            again = ReceiptMaker.Registered(
                days,
                part.Cut,
                await RegisterAsync(file, part, cancellation)
            );
        }

        return Compare(file, part, again, records);
    }

    private static IEnumerable<Finding> Compare(
        ReceiptFile file,
        PartNote part,
        PartNote again,
        IReadOnlyList<FigureRecord> records
    )
    {
        foreach (
            var (field, expected, found) in new[]
            {
                ("numerator", Text(again.Numerator), Text(part.Numerator)),
                ("denominator", Text(again.Denominator), Text(part.Denominator)),
                ("record-count", Text(again.Records), Text(part.Records)),
                ("records-root", again.Root, part.Root),
            }
        )
        {
            if (expected != found)
            {
                yield return Of(file, Figure, field, expected, found, PeriodOf(part));
            }
        }

        if (part.Leaves is not { } leaves)
        {
            yield break;
        }

        var told = leaves.ToHashSet();
        var now = again.Leaves!.ToHashSet();
        for (var i = 0; i < again.Leaves!.Count; i++)
        {
            if (!told.Contains(again.Leaves[i]))
            {
                yield return new Finding(
                    Record,
                    i < records.Count ? records[i].SubjectId.ToString("D") : Subject(file),
                    PeriodOf(part),
                    "leaf",
                    again.Leaves[i],
                    ""
                );
            }
        }

        foreach (var leaf in leaves.Where(l => !now.Contains(l)))
        {
            yield return new Finding(Record, Subject(file), PeriodOf(part), "leaf", "", leaf);
        }

        // The same leaves in another order, or one of them twice, have another root.
        if (told.SetEquals(now) && !leaves.SequenceEqual(again.Leaves))
        {
            yield return new Finding(
                Record,
                Subject(file),
                PeriodOf(part),
                "sequence",
                Text(again.Leaves.Count),
                Text(leaves.Count)
            );
        }
    }

    /// <summary>The records of a register today, as it was on the day of the receipt; of an index, the print that the receipt means.</summary>
    private async Task<IReadOnlyList<RegisterRecord>> RegisterAsync(
        ReceiptFile file,
        PartNote part,
        CancellationToken cancellation
    )
    {
        if (file.Figure.Source == "register")
        {
            var tree = await directory.GetAsync(cancellation);
            var roots = file.Figure.Roots.Select(id => tree.Find(Guid.Parse(id))).OfType<Unit>();
            var items = await registers.ListAsync(
                file.Figure.Register!,
                file.Figure.Level is { } level ? Enum.Parse<Level>(level) : null,
                new ScopeFinder(tree).Below(file.Figure.Unit, [.. roots]),
                Canonical.ParseDay(part.From),
                cancellation
            );
            var later = await LaterRecordsAsync(items, part.Cut, cancellation);
            return
            [
                .. items.Where(i => !later.Contains(i.RecordId)).Select(ReceiptDesk.Record),
            ];
        }

        var day = Canonical.ParseDay(file.Figure.AsOf);

        var year = Canonical.ParseDay(part.From).Year;
        return
        [
            .. (await library.BookAsync(cancellation))
                .Known(file.Figure.Register!, day)
                .Where(e => e.Year == year)
                .SelectMany(e => e.Prints.Select(p => ReceiptDesk.Record(e, p)))
                // Prints that came later stand beside those that the receipt means.
                .Where(r =>
                    part.Leaves?.Contains(Convert.ToHexStringLower(ReceiptMaker.Leaf(r))) == true
                ),
        ];
    }

    /// <summary>Records whose first event came after the cut: they may hold from the same day, or an earlier one, on.</summary>
    private async Task<IReadOnlySet<Guid>> LaterRecordsAsync(
        IReadOnlyList<RegisterItem> items,
        long cut,
        CancellationToken cancellation
    )
    {
        Guid[] ids = [.. items.Select(i => i.RecordId).Distinct()];
        return (
            await db.Set<HistoryEvent>()
                .Where(e =>
                    e.Position >= cut
                    && e.Sequence == 1
                    && EF.Parameter(ids).Contains(e.SubjectId)
                )
                .Select(e => e.SubjectId)
                .ToListAsync(cancellation)
        ).ToHashSet();
    }

    private async Task<IEnumerable<Finding>> SealAsync(
        ReceiptFile file,
        SealNote note,
        CancellationToken cancellation
    )
    {
        var findings = SealFaults(keys, note)
            .Select(f => Seal(f.Field, f.Expected, f.Found))
            .ToList();
        if (note.Demonstration != file.Demonstration)
        {
            findings.Add(Seal("demonstration", Flag(file.Demonstration), Flag(note.Demonstration)));
        }

        var stored = await db.Set<Seal>()
            .AsNoTracking()
            .SingleOrDefaultAsync(s => s.Number == note.Number, cancellation);
        if (stored is null)
        {
            return [.. findings, Seal("exists", "false", "true")];
        }

        if (SealNote.Of(stored) != note)
        {
            findings.Add(Seal("hash", SealNote.Of(stored).Hash, note.Hash));
        }

        var root = Convert.ToHexStringLower(
            SealedFigure.Root(
                await db.Set<SealedFigure>()
                    .AsNoTracking()
                    .Where(f => f.SealId == stored.Id)
                    .ToListAsync(cancellation)
            )
        );
        if (root != note.FigureRoot)
        {
            findings.Add(Seal("figure-root", root, note.FigureRoot));
        }

        return findings;

        Finding Seal(string field, string expected, string found) =>
            new("seal", Text(note.Number), note.Month[..7], field, expected, found);
    }

    /// <summary>What is wrong with a seal by itself: its hash, its key, its signature.</summary>
    public static IEnumerable<(string Field, string Expected, string Found)> SealFaults(
        SealKeys keys,
        SealNote seal
    )
    {
        var hash = Convert.ToHexStringLower(seal.ComputeHash());
        if (hash != seal.Hash)
        {
            yield return ("hash", hash, seal.Hash);
        }

        foreach (
            var fault in KeyFaults(
                keys,
                seal.Demonstration,
                seal.KeyId,
                seal.PublicKey,
                seal.Hash,
                seal.Signature
            )
        )
        {
            yield return fault;
        }
    }

    public static string Flag(bool value) => value ? "true" : "false";

    private static string Text(long number) =>
        number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
