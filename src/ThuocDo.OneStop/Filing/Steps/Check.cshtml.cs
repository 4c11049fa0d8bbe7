using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Steps;

/// <summary>Everything once more, with what is missing, and the button that sends it.</summary>
[CitizenPage]
public sealed class CheckModel(StepServices services, DuplicateFinder duplicates)
    : StepPage(services)
{
    public override FilingStep Step => FilingStep.Check;

    public IReadOnlyList<FilingGap> Gaps { get; private set; } = [];

    /// <summary>Own applications for the same procedure that are not finished.</summary>
    public IReadOnlyList<(string Text, string Link)> Duplicates { get; private set; } = [];

    public IReadOnlyList<ShownPaper> Files => Services.Papers.Shown(Folder.Files, forCitizen: true);

    protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        var tree = await Services.Units.GetAsync(cancellation);
        Gaps =
        [
            .. SubmissionCheck
                .Gaps(Folder, tree, Services.Clock.Today)
                .Where(g => !IsSupplement || g.Step is FilingStep.Form or FilingStep.Papers),
        ];
        Duplicates = await duplicates.OfCitizenAsync(Folder, cancellation);
    }

    protected override string Next() => FilingLinks.Submission(Id);

    protected override async Task<Outcome> SaveAsync(CancellationToken cancellation)
    {
        var supplement = IsSupplement;
        var outcome = supplement
            ? await Services.Filing.SupplementAsync(Act, cancellation)
            : await Services.Filing.SubmitAsync(Act, cancellation);
        if (outcome.Succeeded)
        {
            this.Done(
                supplement ? "filing.supplement.sent" : "filing.submitted",
                Folder.Submission.Reference
            );
        }

        return outcome;
    }
}
