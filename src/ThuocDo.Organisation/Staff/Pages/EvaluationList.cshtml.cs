using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>How the staff of a body was classified in a year.</summary>
/// <param name="Classes">None where they are hidden.</param>
/// <param name="Missing">People who were on a position at the end of the year and have no mark.</param>
/// <param name="IsHidden">There are so few marks that their counts would tell the mark of a person.</param>
public sealed record EvaluationRow(
    string Name,
    IReadOnlyDictionary<string, int> Classes,
    int Missing,
    string? TooMany,
    bool IsHidden
)
{
    /// <summary>Of fewer marks in a body the classes are shown only to those who keep its staff.</summary>
    public const int Fewest = 5;

    public static bool Hides(int marks, bool keeps) => !keeps && marks is > 0 and < Fewest;
}

/// <summary>
/// The yearly evaluation by body, in numbers: marks of persons stand in their files. Each mark is of the classification in force on its day.
/// </summary>
[Requires(Permissions.StaffView)]
public sealed class EvaluationListModel(
    ActShelf shelf,
    StaffSheets sheets,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty(Name = StaffLinks.YearField, SupportsGet = true)]
    public int? Year { get; set; }

    public int Shown { get; private set; }
    public IReadOnlyList<LegalChoice> Classes { get; private set; } = [];
    public IReadOnlyList<string> Laws { get; private set; } = [];
    public IReadOnlyList<EvaluationRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Shown = Math.Clamp(Year ?? sheets.Today.Year - 1, ActRules.FirstYear, sheets.Today.Year);
        var language = Texts.CurrentLanguage;
        var book = await shelf.ReadAsync(
            [ActKind.Appointed, ActKind.Departed, ActKind.Evaluated],
            cancellation
        );
        var marks = book
            .Fold.Acts.Where(a => a.Kind == ActKind.Evaluated && a.Year == Shown)
            .GroupBy(a => a.PersonId!.Value)
            .Select(g => g.Last())
            .ToDictionary(a => a.PersonId!.Value);
        Laws = [.. marks.Values.Select(a => a.Law).OfType<string>().Distinct().Order()];
        var end = new DateOnly(Shown, 12, 31);
        end = end < sheets.Today ? end : sheets.Today;
        Classes = [.. StaffLaw.Classes.Where(c => c.StandsOn(end))];
        var people = book
            .Staff.SeatsOn(end)
            .Select(s => (s.PersonId, s.Body))
            .Concat(
                marks
                    .Values.Where(a => book.Staff.SeatOf(a.PersonId!.Value, end) is null)
                    .Select(a => (PersonId: a.PersonId!.Value, Body: BodyKey.Of(a)))
            )
            .Where(x =>
                StaffSheets.PlaceOf(book, x.Body, end) is { } place
                && user.Can(Permissions.StaffView, place.Id)
            )
            .GroupBy(x => x.Body);
        Rows =
        [
            .. people
                .Select(g =>
                    RowOf(
                        StaffSheets.NameOf(book, g.Key, language),
                        StaffSheets.PlaceOf(book, g.Key, sheets.Today) is { } place
                            && sheets.MayName(place.Id),
                        [.. g.Select(x => marks.GetValueOrDefault(x.PersonId))]
                    )
                )
                .OrderBy(r => r.Name, StringComparer.Create(Formats.Sorting, false)),
        ];
    }

    private EvaluationRow RowOf(string name, bool keeps, List<OrganisationAct?> marks)
    {
        var missing = marks.Count(m => m is null);
        if (EvaluationRow.Hides(marks.Count - missing, keeps))
        {
            return new EvaluationRow(name, new Dictionary<string, int>(), missing, null, true);
        }

        var classes = marks
            .OfType<OrganisationAct>()
            .GroupBy(a => a.Code!)
            .ToDictionary(g => g.Key, g => g.Count());
        // At most so many percent of those who completed their duties well or better.
        var limit = Classes.FirstOrDefault(c => c.Code == "excellent")?.Share;
        var (best, well) = (
            classes.GetValueOrDefault("excellent"),
            classes.GetValueOrDefault("good")
        );
        return new EvaluationRow(
            name,
            classes,
            missing,
            limit is { } percent && best * 100 > percent * (best + well)
                ? texts["staff.evaluations.too-many", percent]
                : null,
            false
        );
    }
}
