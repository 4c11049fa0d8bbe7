using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Procedures.Editing;

/// <summary>One thing that differs between two versions; none where one of them does not have it.</summary>
public sealed record VersionChange(string Label, string? Before, string? After);

/// <summary>Two versions beside each other in words: only what differs, in the order of the page.</summary>
public static class VersionDiff
{
    public static IReadOnlyList<VersionChange> Between(
        ProcedureVersion before,
        ProcedureVersion after,
        UnitTree tree,
        Texts texts
    )
    {
        var (first, second) = (Lines(before, tree, texts), Lines(after, tree, texts));
        var earlier = first.ToDictionary(l => l.Label, l => l.Text);
        var later = second.ToDictionary(l => l.Label, l => l.Text);
        return
        [
            .. second
                .Concat(first.Where(l => !later.ContainsKey(l.Label)))
                .Select(l => new VersionChange(
                    l.Label,
                    earlier.GetValueOrDefault(l.Label),
                    later.GetValueOrDefault(l.Label)
                ))
                .Where(c => c.Before != c.After),
        ];
    }

    private static List<(string Label, string? Text)> Lines(
        ProcedureVersion v,
        UnitTree tree,
        Texts texts
    )
    {
        var language = Texts.CurrentLanguage;
        var lines = new List<(string, string?)>
        {
            (texts["procedure.valid-from"], Formats.Day(v.ValidFrom)),
            (texts["procedure.decision.number"], v.DecisionNumber),
            (texts["procedure.decision.date"], v.DecisionDate is { } day ? Formats.Day(day) : null),
            (texts["catalogue.act"], v.Act),
            (texts["catalogue.level"], texts[LevelTexts.Of(v.Level)]),
            (
                texts["catalogue.competent"],
                v.CompetentUnitId is { } unit
                    ? tree.Find(unit)?.NameIn(language)
                    : texts["procedure.competent.receiving"]
            ),
            (texts["procedure.place"], texts[$"procedure.place.{EnumKey.Of(v.ReceivingPlace)}"]),
            (texts["catalogue.statutory"], v.StatutoryLimit.InWords.Render(texts)),
            (texts["catalogue.promised"], v.PromisedLimit.InWords.Render(texts)),
            (texts["catalogue.fee"], Formats.Money(v.Fee)),
            (texts["procedure.pay-from"], v.PayableOnlineFrom is { } pay ? Formats.Day(pay) : null),
            (texts["catalogue.online"], texts[LevelTexts.Of(v.OnlineLevel)]),
            (texts["procedure.online-from"], v.OnlineFrom is { } at ? Formats.Day(at) : null),
            (texts["catalogue.post"], YesNo(v.PostEligible)),
            (texts["procedure.electronic-result"], YesNo(v.ElectronicResult)),
            (
                texts["catalogue.process"],
                string.Join(" → ", v.Steps.Select(s => s.NameIn(language)))
            ),
        };
        lines.AddRange(
            v.Papers.Select(p =>
                (
                    texts["procedure.paper", p.Number],
                    (string?)
                        texts[
                            "procedure.paper.in-words",
                            p.NameIn(language),
                            p.Originals,
                            p.Copies,
                            YesNo(p.IsRequired),
                            p.Case ?? "–",
                            p.Form ?? "–"
                        ]
                )
            )
        );
        lines.AddRange(
            v.FeeItems.Select(f =>
                (texts["procedure.fee.of", f.Code], (string?)FeeTexts.InWords(f, texts))
            )
        );
        return lines;

        string YesNo(bool value) => texts[value ? "catalogue.yes" : "catalogue.no"];
    }
}

/// <summary>Fee items in words.</summary>
public static class FeeTexts
{
    public static string InWords(FeeItem item, Texts texts)
    {
        var language = Texts.CurrentLanguage;
        var amount = item.PerIn(language) is { } per
            ? texts["procedure.fee.counted", Formats.Money(item.Amount), per]
            : Formats.Money(item.Amount);
        var most = item.Most is { } limit
            ? "; " + texts["procedure.fee.at-most", Formats.Money(limit)]
            : "";
        var exemptions = string.Concat(
            item.Exemptions.Select(e =>
                "; "
                + texts[
                    "procedure.fee.exempted",
                    Formats.Percent(e.Share, 0),
                    e.NameIn(language),
                    e.Basis
                ]
            )
        );
        var onRequest = item.OnRequest ? "; " + texts["procedure.fee.on-request"] : "";
        var unconfirmed = item.IsConfirmed ? "" : "; " + texts["catalogue.unconfirmed"];
        return $"{item.NameIn(language)}: {amount}{most}{onRequest}{exemptions}{unconfirmed}";
    }
}
