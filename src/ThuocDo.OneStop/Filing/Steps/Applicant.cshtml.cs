using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Receive;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Steps;

/// <summary>
/// Who applies and at which office. The particulars are those of the identity provider and can be changed only for
/// somebody else, whose consent a paper proves (Decree 61/2018 Art 6.2.b, 16).
/// </summary>
[CitizenPage]
public sealed class ApplicantModel(StepServices services) : StepPage(services)
{
    public override FilingStep Step => FilingStep.Applicant;

    protected override bool IsOpenInSupplement => false;

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public bool ForSomebodyElse { get; set; }

    [BindProperty]
    [StringLength(Dossiers.Applicant.NameMaxLength)]
    public string? Name { get; set; }

    [BindProperty]
    [StringLength(Dossiers.Applicant.IdentityMaxLength)]
    public string? Identity { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    [EmailAddress(ErrorMessage = "receive.email.wrong")]
    [StringLength(Dossiers.Applicant.EmailMaxLength)]
    public string? Email { get; set; }

    [BindProperty]
    [StringLength(Dossiers.Applicant.AddressMaxLength)]
    public string? Address { get; set; }

    public IReadOnlyList<SelectListItem> Offices { get; private set; } = [];

    public IEnumerable<SelectListItem> ForChoices =>
        [
            new(Words["filing.applicant.for.me", Services.Citizen.Name], "false"),
            new(Words["filing.applicant.for.other"], "true"),
        ];

    protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        var tree = await Services.Units.GetAsync(cancellation);
        var today = Services.Clock.Today;
        var language = Texts.CurrentLanguage;
        Offices =
        [
            new(Words["filing.applicant.unit.choose"], ""),
            .. tree
                .All.Where(u => Placement.Refusal(Folder.Version, u, tree, today) is null)
                .OrderBy(u => u.Level)
                .ThenBy(u => u.ShortName, StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(language), u.Key)),
        ];
    }

    protected override void Show()
    {
        var content = Folder.Content;
        (Unit, ForSomebodyElse) = (Folder.Unit?.Key, Folder.Submission.ForSomebodyElse);
        (Name, Identity, Phone, Email, Address) = (
            content.Name,
            content.IdentityNumber,
            content.Phone,
            content.Email,
            content.Address
        );
        if (Folder.Unit is null && Offices.Count == 2)
        {
            Unit = Offices[1].Value;
        }
    }

    protected override async Task<Outcome> SaveAsync(CancellationToken cancellation)
    {
        var tree = await Services.Units.GetAsync(cancellation);
        Check();
        if (!ModelState.IsValid)
        {
            return Outcome.Done;
        }

        var unit = tree.Find(Unit)!.Id;
        var citizen = Services.Citizen;
        return await Services.Filing.ChangeAsync(
            Act,
            (submission, content) =>
            {
                submission.UnitId = unit;
                submission.ForSomebodyElse = ForSomebodyElse;
                // What the provider has checked is not typed anew: for oneself name and number are its own.
                content.Name = ForSomebodyElse ? Name!.Trim().Normalize() : citizen.Name;
                content.IdentityNumber =
                    !ForSomebodyElse && citizen.IdentityNumber is { Length: > 0 } known
                        ? known
                        : SubmissionCheck.Digits(Identity);
                content.Phone = SubmissionCheck.Digits(Phone);
                content.Email = Trimmed(Email);
                content.Address = Trimmed(Address);
            },
            cancellation
        );
    }

    private void Check()
    {
        if (Offices.All(o => o.Value != Unit) || string.IsNullOrEmpty(Unit))
        {
            ModelState.Wrong(nameof(Unit), Words, "filing.gap.unit");
        }

        if (ForSomebodyElse && string.IsNullOrWhiteSpace(Name))
        {
            ModelState.Wrong(nameof(Name), Words, "filing.gap.name");
        }

        var own = !ForSomebodyElse && Services.Citizen.IdentityNumber is { Length: > 0 };
        if (
            !own
            && (
                SubmissionCheck.Digits(Identity) is not { } number
                || !SubmissionCheck.IsIdentity(number)
            )
        )
        {
            ModelState.Wrong(nameof(Identity), Words, "filing.gap.identity");
        }

        var phone = SubmissionCheck.Digits(Phone);
        if (phone is not null && !ReceiveInput.IsPhone(phone))
        {
            ModelState.Wrong(nameof(Phone), Words, "receive.phone.wrong");
        }

        if (phone is null && Trimmed(Email) is null)
        {
            ModelState.Wrong(nameof(Phone), Words, "filing.gap.contact");
        }
    }

    private static string? Trimmed(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : typed.Trim().Normalize();
}
