using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Steps;

/// <summary>
/// The papers, one field for each. Files are sent with the form, one or many at a time, so that it works without script;
/// each has its own result: what is right is kept, what is refused is named with the reason.
/// </summary>
[CitizenPage]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class PapersModel(StepServices services) : StepPage(services)
{
    /// <summary>The field of a paper that the procedure does not name.</summary>
    public const string OtherField = "giay-khac";

    /// <summary>The field of the proof that the filer may act for the applicant.</summary>
    public const string DelegationField = "giay-uy-quyen";

    private const string FieldPrefix = "giay-";
    private const long MostBytes = 64L << 20;

    public override FilingStep Step => FilingStep.Papers;

    /// <summary>A paper to take away.</summary>
    [BindProperty]
    public Guid? Remove { get; set; }

    /// <summary>Upload and stay, to add more.</summary>
    [BindProperty]
    public bool Stay { get; set; }

    /// <summary>The office may use the results chosen below.</summary>
    [BindProperty]
    public bool Consent { get; set; }

    /// <summary>Results issued to the citizen, to be used instead of an upload; none while filing for somebody else.</summary>
    public IReadOnlyList<ReusablePaper> Reusable { get; private set; } = [];

    /// <summary>Numbers of the papers the office has asked for.</summary>
    public IReadOnlyList<int> Asked { get; private set; } = [];

    public bool IsScanned => Services.Papers.IsScanned;

    public FilePolicy Policy => Services.Papers.Policy;

    public IEnumerable<(RequiredPaper? Paper, string Field)> Fields =>
        Folder
            .Papers.Select(p =>
                ((RequiredPaper?)p, FieldPrefix + p.Number.ToString(CultureInfo.InvariantCulture))
            )
            .Concat(
                Folder.Submission.ForSomebodyElse
                    ? [((RequiredPaper?)null, DelegationField), (null, OtherField)]
                    : [(null, OtherField)]
            );

    public string TitleOf(RequiredPaper? paper, string field) =>
        paper?.NameIn(Texts.CurrentLanguage)
        ?? Words[field == DelegationField ? "filing.papers.delegation" : "attach.other"];

    public IReadOnlyList<ShownPaper> FilesOf(RequiredPaper? paper, string field) =>
        Services.Papers.Shown(
            Folder.FilesOf(paper?.Number, field == DelegationField),
            forCitizen: true
        );

    protected override string Next() =>
        Stay || Remove is not null ? FilingLinks.Step(Id, Step)
        : IsSupplement ? FilingLinks.Step(Id, FilingStep.Check)
        : base.Next();

    /// <summary>The field in which a result is chosen for a paper.</summary>
    public static string ReuseField(string field) => "dung-lai-" + field;

    /// <summary>What was chosen, so that it stays chosen where the consent is missing.</summary>
    public Guid? ChosenFor(string field) =>
        Request.HasFormContentType
        && !ModelState.IsValid
        && Guid.TryParse(Request.Form[ReuseField(field)].ToString(), out var id)
            ? id
            : null;

    protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        Asked = IsSupplement
            ? SubmissionEvents.Asked(await Services.Reader.EventsAsync(Id, cancellation))?.Papers
                ?? []
            : [];
        Reusable = Folder.Submission.ForSomebodyElse
            ? []
            : await Services.Reusable.OwnAsync(cancellation);
    }

    protected override async Task<Outcome> SaveAsync(CancellationToken cancellation)
    {
        if (Remove is { } gone)
        {
            return await Services.Papers.RemoveAsync(Act, gone, cancellation);
        }

        var (seen, number) = (Seen, 0);
        foreach (var file in Request.Form.Files.Where(f => f.Length > 0 || f.FileName.Length > 0))
        {
            var (paper, field) = Fields.FirstOrDefault(f => f.Field == file.Name);
            if (field is null)
            {
                continue;
            }

            var outcome = await AddAsync(file, paper, field, seen, number, cancellation);
            if (outcome.IsStale && number == 0)
            {
                return outcome;
            }

            if (!outcome.Succeeded)
            {
                ModelState.Wrong(
                    field,
                    Words,
                    "attach.refused.file",
                    TitleOf(paper, field),
                    outcome.InWords(Words)
                );
                continue;
            }

            number++;
            // The next file of the same form is added to the submission as this one has left it.
            seen = (await Services.Reader.OfCitizenAsync(Id, cancellation))!.Submission.Version;
        }

        return await ReuseAsync(seen, number, cancellation);
    }

    private async Task<Outcome> ReuseAsync(Guid seen, int number, CancellationToken cancellation)
    {
        foreach (var (paper, field) in Fields.Where(f => f.Field != DelegationField).ToList())
        {
            if (!Guid.TryParse(Request.Form[ReuseField(field)].ToString(), out var chosen))
            {
                continue;
            }

            if (!Consent)
            {
                ModelState.Wrong(nameof(Consent), Words, "filing.reuse.consent.missing");
                return Outcome.Done;
            }

            var outcome = await Services.Papers.ReuseAsync(
                Act with
                {
                    Key = string.Create(CultureInfo.InvariantCulture, $"{Key}.{number}"),
                    Seen = seen,
                },
                paper?.Number,
                chosen,
                cancellation
            );
            if (!outcome.Succeeded)
            {
                return outcome;
            }

            number++;
            seen = (await Services.Reader.OfCitizenAsync(Id, cancellation))!.Submission.Version;
        }

        return Outcome.Done;
    }

    private async Task<Outcome> AddAsync(
        IFormFile file,
        RequiredPaper? paper,
        string field,
        Guid seen,
        int number,
        CancellationToken cancellation
    )
    {
        await using var content = file.OpenReadStream();
        return await Services.Papers.AddAsync(
            Act with
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"{Key}.{number}"),
                Seen = seen,
            },
            paper?.Number,
            field == DelegationField,
            file.FileName,
            content,
            cancellation
        );
    }
}
