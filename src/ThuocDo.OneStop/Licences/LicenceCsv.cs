using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Licences;

/// <summary>The register as comma-separated text, one line for each licence; names as the page shows them to the person.</summary>
public static class LicenceCsv
{
    public const string Header =
        "number,kind_code,kind,unit,holder,issued_on,valid_from,valid_to,state,signer,dossier,revocation_act,revoked_from,demonstration\r\n";

    public static string Of(LicenceRow row, bool isDemonstration, Texts texts)
    {
        var (licence, language) = (row.Licence, Texts.CurrentLanguage);
        return CsvText.Line(
            Plain(licence.Number),
            row.Kind.Code,
            row.Kind.NameIn(language),
            row.Unit.NameIn(language),
            Plain(row.Holder ?? ""),
            Canonical.Day(licence.IssuedOn),
            Canonical.Day(licence.ValidFrom),
            Day(licence.ValidTo),
            texts[LicenceTexts.Of(row.State)],
            Plain(licence.Signer),
            row.Dossier,
            Plain(licence.RevocationAct ?? ""),
            Day(licence.RevokedFrom),
            isDemonstration ? texts["layout.demonstration"] : ""
        );
    }

    private static string Day(DateOnly? day) => day is { } known ? Canonical.Day(known) : "";

    /// <summary>A spreadsheet takes what begins so for a formula; typed words must not become one.</summary>
    private static string Plain(string typed) =>
        typed is [('=' or '+' or '-' or '@' or '\t'), ..] ? "'" + typed : typed;
}
