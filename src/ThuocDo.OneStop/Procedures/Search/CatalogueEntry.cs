using ThuocDo.OneStop.Procedures.National;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Facts;

namespace ThuocDo.OneStop.Procedures.Search;

/// <summary>How far a procedure can be filed online.</summary>
public enum OnlineOffer
{
    None,
    Partial,
    Full,

    /// <summary>The national database names online filing, but not how far it goes.</summary>
    Stated,
}

/// <summary>One line of the catalogue as everybody sees it: a procedure of the province, or an entry of the national database alone.</summary>
public sealed record CatalogueEntry
{
    public required string Code { get; init; }
    public required string NameVi { get; init; }
    public string NameEn { get; init; } = "";
    public string ShortVi { get; init; } = "";
    public required string FieldVi { get; init; }
    public string FieldEn { get; init; } = "";
    public required StatedLevels Levels { get; init; }
    public required Audience Audience { get; init; }
    public required OnlineOffer Online { get; init; }

    /// <summary>The province's own procedure; none where only the national database knows it.</summary>
    public Procedure? Procedure { get; init; }

    /// <summary>The version in force on the day of the index.</summary>
    public ProcedureVersion? Version { get; init; }

    /// <summary>Offices of the province receive it on that day.</summary>
    public bool IsReceived => Version is not null;

    public string NameIn(string language) =>
        language == "en" && NameEn.Length > 0 ? NameEn : NameVi;

    public string FieldIn(string language) =>
        language == "en" && FieldEn.Length > 0 ? FieldEn : FieldVi;

    public static CatalogueEntry Of(Procedure procedure, ProcedureVersion? version, DateOnly day) =>
        new()
        {
            Code = procedure.Code,
            NameVi = procedure.NameVi,
            NameEn = procedure.NameEn,
            ShortVi = procedure.ShortVi,
            FieldVi = procedure.FieldVi,
            FieldEn = procedure.FieldEn,
            Levels = version is null ? StatedLevels.None : LevelOf(version.Level),
            Audience = procedure.Audience,
            Online =
                version is null || !version.IsOnline(day) ? OnlineOffer.None
                : version.OnlineLevel == OnlineLevel.Full ? OnlineOffer.Full
                : OnlineOffer.Partial,
            Procedure = procedure,
            Version = version,
        };

    public static CatalogueEntry Of(NationalLead lead) =>
        new()
        {
            Code = lead.Code,
            NameVi = lead.Name,
            FieldVi = lead.Field,
            Levels = lead.Levels,
            Audience = lead.Audience,
            Online = lead.Ways.Any(w => w.Channel == Channel.Online)
                ? OnlineOffer.Stated
                : OnlineOffer.None,
        };

    public static StatedLevels LevelOf(Level level) =>
        level switch
        {
            Level.Province => StatedLevels.Province,
            Level.District => StatedLevels.District,
            _ => StatedLevels.Commune,
        };
}

/// <summary>What a list needs of an entry of the national database.</summary>
public sealed record NationalLead(
    string Code,
    string Name,
    string Field,
    StatedLevels Levels,
    Audience Audience,
    IReadOnlyList<FilingWay> Ways
);
