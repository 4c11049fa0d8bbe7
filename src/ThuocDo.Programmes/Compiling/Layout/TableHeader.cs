using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>Tells the header of a table by the titles of its columns.</summary>
public static class TableHeader
{
    public static List<Column>? Read(IReadOnlyList<string> cells)
    {
        if (cells.Count < 2 || cells.Any(c => c.Length > 80))
        {
            return null;
        }

        var columns = cells.Select(ColumnOf).ToList();
        var known = columns.Count(c => c.Kind != ColumnKind.Other);
        return
            known >= 2
            && known * 2 >= columns.Count(c => c.Title.Length > 0)
            && columns.Select(c => c.Kind).Distinct().Count() > 1
            ? columns
            : null;
    }

    public static Column ColumnOf(string title)
    {
        if (title.Length == 0)
        {
            return new Column(ColumnKind.Other, title, null);
        }

        var s = new Sentence(title);
        var date = s.Dates.FirstOrDefault(d =>
            d is { IsBase: false, Year: not null, Quarter: null, Month: null }
        );
        if (date is not null || (s.Count == 1 && DateReader.YearOf(s.Tokens[0]) is not null))
        {
            date ??= new DatePhrase(0, 1) { Year = DateReader.YearOf(s.Tokens[0]) };
            return new Column(
                s.Has(WordClass.Present) || s.Has(WordClass.Done)
                    ? ColumnKind.Other
                    : ColumnKind.Year,
                title,
                date
            );
        }

        for (var i = 0; i < Math.Min(4, s.Count); i++)
        {
            if (s.At(i, WordClass.Column) is { } column)
            {
                return new Column(
                    Enum.Parse<ColumnKind>(column.Value, ignoreCase: true),
                    title,
                    null
                );
            }
        }

        return new Column(ColumnKind.Other, title, null);
    }
}
