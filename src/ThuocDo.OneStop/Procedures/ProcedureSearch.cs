using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Procedures;

/// <summary>Finds procedures by every typed word, with or without marks, in name, field or code.</summary>
public static class ProcedureSearch
{
    public static bool Fits(Procedure procedure, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return true;
        }

        var text = Folding.Fold(
            $"{procedure.Code} {procedure.NameVi} {procedure.ShortVi} {procedure.FieldVi} {procedure.NameEn} {procedure.FieldEn}"
        );
        return Folding
            .Fold(typed)
            .Split(' ')
            .All(word => text.Contains(word, StringComparison.Ordinal));
    }
}
