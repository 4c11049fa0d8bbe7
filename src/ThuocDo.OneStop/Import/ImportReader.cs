using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Import;

/// <summary>Understands rows by the map, and says of which cell it does not.</summary>
public sealed class ImportReader(ImportMap map, Catalogue catalogue, UnitTree tree)
{
    private readonly ILookup<string, Unit> byCode = tree
        .All.SelectMany(u =>
            new[] { u.Key, u.Code, u.Identifier }
                .OfType<string>()
                .Distinct()
                .Select(code => (code, u))
        )
        .ToLookup(p => p.code, p => p.u);

    /// <summary>Neither: the row is not a dossier yet.</summary>
    public (ImportedDossier? Row, ImportDifference? Problem) Read(RawRow raw)
    {
        var code = DossierCode.Normal(Cell(raw, "code"));
        if (code.Length is 0 or > Dossier.CodeMaxLength)
        {
            return Wrong("code");
        }

        if (map.StateOf(Cell(raw, "status")) is not { } state)
        {
            return Wrong("status");
        }

        if (state == ImportState.Skip)
        {
            return (null, null);
        }

        if (map.InstantOf(Cell(raw, "receivedAt")) is not { } receivedAt)
        {
            return Wrong("receivedAt");
        }

        var theirProcedure = Cell(raw, "procedure");
        if (
            catalogue.Find(map.Procedures.GetValueOrDefault(theirProcedure, theirProcedure))
            is not { } procedure
        )
        {
            return Wrong("procedure");
        }

        var day = VietnamTime.DayOf(receivedAt);
        var theirUnit = Cell(raw, "unit");
        if (
            byCode[map.Units.GetValueOrDefault(theirUnit, theirUnit)]
                .FirstOrDefault(u => u.IsValidOn(day))
            is not { } unit
        )
        {
            return Wrong("unit");
        }

        if (map.ChannelOf(Cell(raw, "channel")) is not { } channel)
        {
            return Wrong("channel");
        }

        foreach (var name in new[] { "processedAt", "dueAt", "closedAt", "returnedAt" })
        {
            if (Cell(raw, name) is { Length: > 0 } text && map.InstantOf(text) is null)
            {
                return Wrong(name);
            }
        }

        return (
            new ImportedDossier
            {
                Line = raw.Line,
                Code = code,
                ProcedureId = procedure.Id,
                UnitId = unit.Id,
                Subject = Short(
                    Cell(raw, "subject") is { Length: > 0 } subject ? subject : procedure.ShortVi,
                    Dossier.SubjectMaxLength
                ),
                Applicant = Short(
                    Cell(raw, "applicant") is { Length: > 0 } applicant ? applicant : "–",
                    Applicant.NameMaxLength
                ),
                State = state,
                Channel = channel,
                ReceivedAt = receivedAt,
                ProcessedAt = map.InstantOf(Cell(raw, "processedAt")),
                DueAt = map.InstantOf(Cell(raw, "dueAt")),
                ClosedAt = map.InstantOf(Cell(raw, "closedAt")),
                ReturnedAt = map.InstantOf(Cell(raw, "returnedAt")),
                Reason = Cell(raw, "reason") is { Length: > 0 } reason
                    ? Short(reason, Reasons.TextMaxLength)
                    : null,
            },
            null
        );

        (ImportedDossier?, ImportDifference?) Wrong(string name) =>
            (
                null,
                new ImportDifference(
                    "row",
                    raw.Line,
                    code,
                    map.Columns.GetValueOrDefault(name, name),
                    Cell(raw, name),
                    null
                )
            );
    }

    private string Cell(RawRow raw, string name) =>
        map.Columns.TryGetValue(name, out var heading) ? raw[heading] : "";

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most];
}
