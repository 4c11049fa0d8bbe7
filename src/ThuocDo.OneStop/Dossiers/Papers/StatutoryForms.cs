using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Papers;

public enum FormKind
{
    Receipt,
    Supplement,
    Refusal,
    Apology,
    Control,

    /// <summary>Notice of stopping, since 2025.</summary>
    Stop,

    /// <summary>The register of an office, one line for each dossier; no form of one dossier.</summary>
    Register,
}

/// <summary>A form as one set of rules numbers and names it.</summary>
public sealed record StatutoryForm(
    FormKind Kind,
    LegalRegime Regime,
    string Number,
    Named Name,
    DateOnly From,
    DateOnly? To,
    bool IsConfirmed
)
{
    /// <summary>A notice that the set of its day does not know is printed without a number.</summary>
    public bool HasNumber => Number != "–";

    /// <summary>The line under the title: the number, what the paper is about, and whether the number was compared with the law.</summary>
    public string Heading(Texts texts, string about) =>
        !HasNumber ? about
        : IsConfirmed ? $"{texts["paper.form", Number]} · {about}"
        : $"{texts["paper.form", Number]} · {about} · {texts["paper.unconfirmed"]}";

    public bool IsValidOn(DateOnly day) => From <= day && (To is null || day < To);
}

/// <summary>
/// The forms of <c>data/onestop/forms.csv</c>. They are found by kind, regime and day, never by number: the control slip
/// is form 05 of 2018 and form 06 of 2025.
/// </summary>
public static class StatutoryForms
{
    private static readonly Lazy<IReadOnlyList<StatutoryForm>> All = new(() =>
        [
            .. ShippedData
                .Rows("onestop/forms.csv")
                .Select(row => new StatutoryForm(
                    row.Enum<FormKind>("form"),
                    row.Enum<LegalRegime>("regime"),
                    row.Required("number"),
                    new Named(row.Required("name_vi"), row.Required("name_en")),
                    row.Date("valid_from"),
                    row.OptionalDate("valid_to"),
                    row.Required("confidence") == "confirmed"
                )),
        ]
    );

    /// <param name="regime">Of the dossier. The set of 2018 also serves what was received under the older decision.</param>
    /// <param name="day">The day of the act that the paper records.</param>
    public static StatutoryForm Of(FormKind kind, LegalRegime regime, DateOnly day)
    {
        var set = regime == LegalRegime.R118 ? LegalRegime.R118 : LegalRegime.R61;
        var forms = All.Value.Where(f => f.Kind == kind && f.Regime == set).ToList();
        return forms.FirstOrDefault(f => f.IsValidOn(day)) ?? forms[0];
    }
}
