using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Reports.Restating;

/// <summary>Drafts the correction (đính chính) of an issued report; a claim that no longer holds is left to its author.</summary>
public static class Erratum
{
    public static string Of(Report report, Restatement restatement, Texts texts)
    {
        string T(string key, params object?[] arguments) =>
            texts.In(NumberWords.Language, key, arguments);
        return string.Join(
            "\n\n",
            [
                T("report.erratum.title", report.Number, report.IssuedOn),
                .. restatement.Sentences.Select(
                    (s, i) =>
                        T(
                            s.Claims.Count == 0
                                ? "report.erratum.sentence"
                                : "report.erratum.claim",
                            i + 1,
                            s.Sentence.Section,
                            s.Printed,
                            s.Now,
                            string.Join(", ", s.Claims.Select(c => c.Claim.Words))
                        )
                ),
                .. restatement.Conditions.Count == 0
                    ? (string[])[]
                    : [T("report.erratum.table", string.Join(", ", restatement.Conditions))],
                T("report.erratum.end"),
            ]
        );
    }
}
