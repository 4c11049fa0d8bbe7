using System.Globalization;
using ThuocDo.OneStop.Processes;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers;

/// <content>How declared facts are taken in and kept.</content>
public sealed partial class DossierWork
{
    private Outcome? Say(IReadOnlyDictionary<string, string> said)
    {
        var known = AskedOfOfficer;
        foreach (var (name, value) in said)
        {
            if (known.FirstOrDefault(f => f.Name == name)?.Accepts(value) != true)
            {
                return Outcome.Refused("process.refused.fact", name, value);
            }
        }

        Dossier.ProcessFacts = WriteFacts(ReadFacts(Dossier.ProcessFacts), [.. said]);
        return null;
    }

    private static string FactsOf(Intake intake, ProcessDefinition process)
    {
        var facts = new Dictionary<string, string>();
        foreach (var paper in intake.PapersNote?.Split(',') ?? [])
        {
            if (int.TryParse(paper, CultureInfo.InvariantCulture, out _))
            {
                facts[KnownFacts.PaperPrefix + paper] = FactDeclaration.Yes;
            }
        }

        foreach (var declared in process.Facts.Where(f => f.Source == FactSource.Form))
        {
            if (
                intake.FormFacts?.GetValueOrDefault(declared.Name) is { } value
                && declared.Accepts(value)
            )
            {
                facts[declared.Name] = value;
            }
        }

        return WriteFacts(facts);
    }

    private static Dictionary<string, string> ReadFacts(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(f => f.Split('=', 2))
            .ToDictionary(f => f[0], f => f[1]);

    private static string WriteFacts(
        Dictionary<string, string> facts,
        params KeyValuePair<string, string>[] more
    )
    {
        foreach (var (name, value) in more)
        {
            facts[name] = value;
        }

        return string.Join(
            ';',
            facts.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}")
        );
    }

    private static string Flag(bool value) => value ? FactDeclaration.Yes : FactDeclaration.No;
}
