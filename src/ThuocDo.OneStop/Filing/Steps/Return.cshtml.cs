using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Steps;

/// <summary>How the applicant wants the result: electronically, at the counter or by public post.</summary>
[CitizenPage]
public sealed class ReturnModel(StepServices services) : StepPage(services)
{
    public override FilingStep Step => FilingStep.Return;

    protected override bool IsOpenInSupplement => false;

    [BindProperty]
    public ReturnManner Manner { get; set; }

    [BindProperty]
    [StringLength(Applicant.AddressMaxLength)]
    public string? Address { get; set; }

    public IEnumerable<SelectListItem> Choices =>
        Open.Select(m => new SelectListItem(Words[FilingTexts.Of(m)], m.ToString()));

    private IEnumerable<ReturnManner> Open =>
        Enum.GetValues<ReturnManner>()
            .Where(m => m != ReturnManner.Post || Folder.Version.PostEligible)
            .Where(m => m != ReturnManner.Electronic || Folder.Version.ElectronicResult);

    protected override void Show() =>
        (Manner, Address) = (Folder.Submission.Return, Folder.Content.Address);

    protected override async Task<Outcome> SaveAsync(CancellationToken cancellation)
    {
        if (!Open.Contains(Manner))
        {
            ModelState.Wrong(nameof(Manner), Words, "filing.return.choose");
        }

        if (Manner == ReturnManner.Post && string.IsNullOrWhiteSpace(Address))
        {
            ModelState.Wrong(nameof(Address), Words, "filing.gap.address");
        }

        return ModelState.IsValid
            ? await Services.Filing.ChangeAsync(
                Act,
                (submission, content) =>
                {
                    submission.Return = Manner;
                    content.Address = string.IsNullOrWhiteSpace(Address)
                        ? content.Address
                        : Address.Trim().Normalize();
                },
                cancellation
            )
            : Outcome.Done;
    }
}
