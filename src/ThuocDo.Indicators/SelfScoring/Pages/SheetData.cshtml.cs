using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.SelfScoring.Pages;

/// <summary>A sheet as a file: a line for each criterion, then the total. An empty field is not given or not told apart.</summary>
[Requires(Permissions.ParIndexView)]
public sealed class SheetDataModel(ParShelf shelf) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid scoresheet, CancellationToken cancellation)
    {
        if (await shelf.BookAsync(scoresheet, cancellation) is not { } book)
        {
            return NotFound();
        }

        var text = new StringBuilder(
            CsvText.Line(
                "code",
                "name",
                "max",
                "confirmed",
                "self",
                "first",
                "second",
                "counted",
                "open",
                "lost"
            )
        );
        foreach (var one in book.Tree.All)
        {
            var score = book.Scores.GetValueOrDefault(one.Code);
            Add(
                one.Code,
                one.Name.ToString(),
                one.Max,
                one.IsConfirmed ? "true" : "false",
                book.Self[one.Code],
                one.Rule is null ? book.First[one.Code].Points : score?.Proposed,
                score?.Decided,
                book.Counted[one.Code].Points
            );
        }

        Add(
            "",
            "",
            book.Tree.Max,
            "",
            book.Self.Total,
            book.First.Total.Points,
            null,
            book.Counted.Total.Points
        );
        return new CsvFile($"par-{book.Round.Year}.csv", text.ToString());

        void Add(
            string code,
            string name,
            decimal max,
            string confirmed,
            NodeScore self,
            decimal? first,
            decimal? second,
            decimal? counted
        ) =>
            text.Append(
                CsvText.Line(
                    code,
                    name,
                    Numbers.Text(max),
                    confirmed,
                    Numbers.Text(self.Points),
                    Numbers.Text(first),
                    Numbers.Text(second),
                    Numbers.Text(counted),
                    Numbers.Text(self.Open),
                    Numbers.Text(self.Lost)
                )
            );
    }
}
