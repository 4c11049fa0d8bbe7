using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling;

/// <summary>What a document says of itself before its first section: the year of issue, how far it reaches, where.</summary>
public sealed record DocumentFacts(int? IssueYear, string Deadline, string Place)
{
    public static DocumentFacts Of(Outline outline)
    {
        int? issued = null;
        int? latest = null;
        DatePhrase? reach = null;
        var place = "";
        foreach (var placed in outline.Blocks)
        {
            if (placed.Zone != Zone.Preamble)
            {
                break;
            }

            var sentence = new Sentence(placed.Block.Text);
            issued ??= Issued(placed.Block, sentence);
            foreach (var date in sentence.Dates.Where(d => d is { Day: not null, Year: not null }))
            {
                latest = Math.Max(latest ?? 0, date.Year!.Value);
            }

            if (IsTitle(placed.Block, sentence))
            {
                reach ??= Reach(sentence);
                place = place.Length > 0 ? place : PlaceOf(sentence);
            }
        }

        // Nothing is issued before what it rests on, nor reached before the stage it is for.
        var begun = issued ?? latest;
        return new DocumentFacts(
            reach?.FromYear is { } from && from > (begun ?? 0) ? from : begun,
            reach?.Deadline ?? "",
            place
        );
    }

    /// <summary>"…, ngày 24 tháng 11 năm 2025", in a line of its own.</summary>
    private static int? Issued(Block block, Sentence sentence) =>
        block.Text.Length < 160
        && sentence.Dates.FirstOrDefault(d => d is { Day: not null, Year: not null }) is { } day
        && day.End == sentence.Count
            ? day.Year
            : null;

    /// <summary>The title in capitals, and the line that says what is issued.</summary>
    private static bool IsTitle(Block block, Sentence sentence) =>
        LabelReader.IsShouted(block.Text)
        || (block.Text.Length < 250 && block.Text[^1] is not ('.' or ';' or ':' or ','))
        || (
            block.Text.Length < 500
            && sentence.Has(WordClass.Issue)
            && !sentence.Is(0, WordClass.Preamble)
        );

    private static DatePhrase? Reach(Sentence sentence)
    {
        var dates = sentence
            .Dates.Where(d => d is { IsBase: false, Year: not null, Day: null })
            .ToList();
        return dates.FirstOrDefault(d =>
                d.IsStage || sentence.Has(WordClass.Until, d.First, d.First + 1)
            ) ?? dates.FirstOrDefault();
    }

    private static string PlaceOf(Sentence sentence)
    {
        for (var i = 0; i + 1 < sentence.Count; i++)
        {
            if (
                sentence.At(i, WordClass.Territory) is { } territory
                && (territory.Value.Length > 0 || !sentence.Is(i, WordClass.Body))
            )
            {
                var end = territory.End;
                while (end < sentence.Count && end < territory.End + 3 && IsName(sentence, end))
                {
                    end++;
                }

                if (end > territory.End)
                {
                    // "Tỉnh ủy Hoa Lư" leads the province of that name.
                    var level =
                        territory.Value.Length > 0
                            ? territory.Value
                            : sentence.Slice(i, territory.End).ToLowerInvariant();
                    return $"{level} {Capitalised(sentence.Slice(territory.End, end))}";
                }
            }
        }

        return "";
    }

    private static bool IsName(Sentence s, int i) =>
        s.Tokens[i].Kind == TokenKind.Word
        && s.DateAt(i) is null
        && char.IsUpper(s.Text[s.Tokens[i].Start])
        // The head of a document has two columns: what stands further away is the other one.
        && s.Tokens[i].Start - s.Tokens[i - 1].End <= 1
        && !s.Is(i, WordClass.Stage)
        && !s.Is(i, WordClass.Year)
        && !s.Is(i, WordClass.By);

    private static string Capitalised(string name) =>
        string.Join(
            ' ',
            name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(w => char.ToUpperInvariant(w[0]) + w[1..].ToLowerInvariant())
        );
}
