using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Receive;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>The steps in which a submission is made ready.</summary>
public enum FilingStep
{
    Applicant,
    Form,
    Papers,
    Return,
    Check,
}

/// <summary>What is missing, and in which step it is mended.</summary>
public sealed record FilingGap(FilingStep Step, Outcome Reason);

/// <summary>
/// The technical check before a submission is accepted (Decree 45/2020 Art 11.1): everything that can be known without
/// an officer. Pure, so that the page that shows it and the act that relies on it say the same.
/// </summary>
public static class SubmissionCheck
{
    public static IReadOnlyList<FilingGap> Gaps(
        SubmissionFolder folder,
        UnitTree tree,
        DateOnly today
    )
    {
        var gaps = new List<FilingGap>();
        var (submission, content) = (folder.Submission, folder.Content);
        if (!folder.Version.IsValidOn(today) || !folder.Version.IsOnline(today))
        {
            gaps.Add(Gap(FilingStep.Applicant, "filing.refused.not-online"));
        }

        if (string.IsNullOrWhiteSpace(content.Name))
        {
            gaps.Add(Gap(FilingStep.Applicant, "filing.gap.name"));
        }

        if (string.IsNullOrWhiteSpace(content.IdentityNumber))
        {
            gaps.Add(Gap(FilingStep.Applicant, "filing.gap.identity"));
        }

        if (content.Phone is null && content.Email is null)
        {
            gaps.Add(Gap(FilingStep.Applicant, "filing.gap.contact"));
        }

        if (folder.Unit is null)
        {
            gaps.Add(Gap(FilingStep.Applicant, "filing.gap.unit"));
        }
        else if (Placement.Refusal(folder.Version, folder.Unit, tree, today) is { } refusal)
        {
            gaps.Add(new FilingGap(FilingStep.Applicant, refusal));
        }

        if (folder.Form.Schema.Check(folder.Answers, today).Count is > 0 and var faults)
        {
            gaps.Add(Gap(FilingStep.Form, "filing.gap.form", faults));
        }

        gaps.AddRange(Papers(folder));
        if (submission.ForSomebodyElse && !folder.FilesOf(null, delegation: true).Any())
        {
            gaps.Add(Gap(FilingStep.Papers, "filing.gap.delegation"));
        }

        if (submission.Return == ReturnManner.Post)
        {
            if (!folder.Version.PostEligible)
            {
                gaps.Add(Gap(FilingStep.Return, "dossier.refused.post-not-eligible"));
            }
            else if (string.IsNullOrWhiteSpace(content.Address))
            {
                gaps.Add(Gap(FilingStep.Return, "filing.gap.address"));
            }
        }

        return gaps;
    }

    /// <summary>Required papers without a file.</summary>
    public static IEnumerable<FilingGap> Papers(SubmissionFolder folder) =>
        folder
            .Papers.Where(p => p.IsRequired && !folder.FilesOf(p.Number).Any())
            .Select(p => Gap(FilingStep.Papers, "filing.gap.paper", new Named(p.NameVi, p.NameEn)));

    /// <summary>A number of an identity card or of a business.</summary>
    public static bool IsIdentity(string number) =>
        number.Length is >= 8 and <= Applicant.IdentityMaxLength
        && number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    public static string? Digits(string? typed) => ReceiveInput.Digits(typed);

    private static FilingGap Gap(FilingStep step, string key, params object?[] arguments) =>
        new(step, new Outcome { Key = key, Arguments = arguments });
}
