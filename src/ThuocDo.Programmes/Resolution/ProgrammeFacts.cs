using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Resolution;

/// <summary>The resolution that ships in <c>data/programme</c>.</summary>
public sealed record ProgrammeFacts
{
    private const string Folder = "programme/";
    private const int First = 1;

    public required Programme Programme { get; init; }
    public required IReadOnlyList<Axis> Axes { get; init; }
    public required IReadOnlyList<Target> Targets { get; init; }
    public required IReadOnlyList<Condition> Conditions { get; init; }
    public required IReadOnlyList<ProgrammeTask> Tasks { get; init; }
    public required IReadOnlyList<Addressee> Addressees { get; init; }
    public required IReadOnlyList<AddresseeUnit> AddresseeUnits { get; init; }
    public required IReadOnlyList<Duty> Duties { get; init; }

    public ProgrammeItems Items =>
        new()
        {
            Targets = Targets,
            Conditions = Conditions,
            Tasks = Tasks,
            Addressees = Addressees,
            Duties = Duties,
        };

    /// <summary>The version as which it is first known.</summary>
    public ProgrammeVersion Version =>
        new()
        {
            Id = IdOf(Programme.Key, "version", First),
            ProgrammeId = Programme.Id,
            Number = First,
            Act = Programme.TitleVi,
            ActNumber = Programme.Number,
            AdoptedOn = Programme.AdoptedOn,
            TermEnd = Programme.TermEnd,
            Digest = VersionDigest.Of(Programme, Items),
        };

    /// <exception cref="FormatException">A cell cannot be read; the message names file, line and column.</exception>
    public static ProgrammeFacts Read()
    {
        var programme = ReadProgramme(Rows("programme").Single());
        Guid Id(string kind, object number) => IdOf(programme.Key, kind, number);
        var addressees = Rows("addressees");
        return new ProgrammeFacts
        {
            Programme = programme,
            Axes =
            [
                .. Rows("axes")
                    .Select(row => new Axis
                    {
                        Id = Id("axis", row.Int("axis")),
                        ProgrammeId = programme.Id,
                        Number = row.Int("axis"),
                        NameVi = row.Required("name_vi"),
                        NameEn = row.Required("name_en"),
                        LeadId = UnitOf(row["lead"]),
                    }),
            ],
            Targets =
            [
                .. Rows("targets")
                    .Select(row => new Target
                    {
                        FromVersion = First,
                        Id = Id("target", row.Required("line")),
                        ProgrammeId = programme.Id,
                        Line = row.Required("line"),
                        NameVi = row.Required("name_vi"),
                        NameEn = row.Required("name_en"),
                        Axis = row.OptionalInt("axis"),
                        Sentence = row.Int("sentence_no"),
                        Deadline = row.Date("deadline"),
                        OwnerId = UnitOf(row["owner_unit"]),
                        NoteVi = row["note_vi"],
                        NoteEn = row["note_en"],
                    }),
            ],
            Conditions =
            [
                .. Rows("conditions")
                    .Select(
                        (row, i) => ReadCondition(row, i, Id("target", row.Required("line")), Id)
                    ),
            ],
            Tasks =
            [
                .. Rows("tasks")
                    .Select(row => new ProgrammeTask
                    {
                        FromVersion = First,
                        Id = Id("task", row.Int("no")),
                        ProgrammeId = programme.Id,
                        Number = row.Int("no"),
                        Axis = row.OptionalInt("axis"),
                        NameVi = row.Required("name_vi"),
                        NameEn = row.Required("name_en"),
                        LeadId = UnitOf(row["lead"]),
                        Deadline = row.Date("deadline"),
                    }),
            ],
            Addressees =
            [
                .. addressees.Select(row => new Addressee
                {
                    FromVersion = First,
                    Id = Id("addressee", row.Int("no")),
                    ProgrammeId = programme.Id,
                    Number = row.Int("no"),
                    NameVi = row.Required("body_vi"),
                    NameEn = row.Required("body_en"),
                    DutyVi = row.Required("duty_vi"),
                    DutyEn = row.Required("duty_en"),
                    DueOn = row.OptionalDate("due_on"),
                    Source = row["source"],
                }),
            ],
            AddresseeUnits =
            [
                .. addressees.SelectMany(row =>
                    row.Required("units")
                        .Split('|')
                        .Select(unit => new AddresseeUnit
                        {
                            AddresseeId = Id("addressee", row.Int("no")),
                            UnitId = Unit.IdOf(unit),
                        })
                ),
            ],
            Duties =
            [
                .. Rows("duties")
                    .Select(row => new Duty
                    {
                        FromVersion = First,
                        Id = Id("duty", row.Int("no")),
                        AddresseeId = Id("addressee", row.Int("addressee")),
                        Number = row.Int("no"),
                        NameVi = row.Required("duty_vi"),
                        NameEn = row.Required("duty_en"),
                        Rule = Rule(row),
                        DueOn = row.OptionalDate("due_on"),
                        Kind = row["kind"] is null ? DutyKind.Other : row.Enum<DutyKind>("kind"),
                    }),
            ],
        };
    }

    private static Programme ReadProgramme(CsvRow row) =>
        new()
        {
            Id = StableId.From("programme:" + row.Required("key")),
            Key = row.Required("key"),
            Number = row["number"],
            TitleVi = row.Required("title_vi"),
            TitleEn = row.Required("title_en"),
            IssuerId = UnitOf(row["issuer"]),
            AdoptedOn = row.OptionalDate("adopted_on"),
            TermEnd = row.Date("term_end"),
            NoteVi = row["note_vi"],
            NoteEn = row["note_en"],
            Source = row["source"],
            LeadsFrom = row.OptionalDate("leads_from"),
        };

    private static Condition ReadCondition(
        CsvRow row,
        int order,
        Guid target,
        Func<string, object, Guid> id
    )
    {
        var kind = row.Enum<ConditionKind>("kind");
        var first = row.Required("reading_default");
        var readings = row.Required("readings").Split('|');
        return new Condition
        {
            FromVersion = First,
            Id = id("condition", row.Required("condition")),
            TargetId = target,
            Key = row.Required("condition"),
            Order = order,
            Kind = kind,
            NameVi = row.Required("name_vi"),
            NameEn = row.Required("name_en"),
            Operator = row.Required("operator") switch
            {
                ">=" => ConditionOperator.AtLeast,
                "<=" => ConditionOperator.AtMost,
                var other => throw new FormatException(
                    $"programme/conditions.csv, line {row.Line}, column operator: '{other}' is neither >= nor <=."
                ),
            },
            Limit = kind == ConditionKind.Group ? null : row.OptionalDecimal("value"),
            Group = kind == ConditionKind.Group ? row.Required("value") : null,
            Unit = row.Required("unit"),
            BaseYear = row.OptionalInt("base_year"),
            Scope = row.Required("scope"),
            Deadline = row.Date("deadline"),
            Indicator = row.Required("indicator"),
            Readings = string.Join('|', readings.OrderBy(r => r == first ? 0 : 1)),
            Index = row["index"],
            InterpretationVi = row["interpretation_vi"],
            InterpretationEn = row["interpretation_en"],
            IsConfirmed = row.Required("confidence") == "confirmed",
        };
    }

    private static DueRule Rule(CsvRow row)
    {
        var rule = row.Required("due_rule").Split(':')[0];
        return Enum.TryParse<DueRule>(rule, true, out var value)
            ? value
            : throw new FormatException(
                $"programme/duties.csv, line {row.Line}, column due_rule: '{rule}' is no rule."
            );
    }

    private static Guid IdOf(string programme, string kind, object number) =>
        StableId.From($"programme:{programme}:{kind}:{number}");

    private static Guid? UnitOf(string? key) => key is null ? null : Unit.IdOf(key);

    private static IReadOnlyList<CsvRow> Rows(string file) =>
        ShippedData.Rows($"{Folder}{file}.csv");
}
