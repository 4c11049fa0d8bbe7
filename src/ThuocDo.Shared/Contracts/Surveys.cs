using ThuocDo.Shared.Outbox;

namespace ThuocDo.Shared.Contracts;

/// <summary>A dossier with a result whose applicant can be asked how it was handled.</summary>
/// <param name="Id">Of the dossier.</param>
/// <param name="UnitKey">The agency that was judged for it.</param>
/// <param name="Field">The field of its procedure, in Vietnamese.</param>
/// <param name="Channel">How it was filed.</param>
/// <param name="HasMail">Whether the applicant gave an e-mail address.</param>
public sealed record SurveyCase(
    Guid Id,
    string UnitKey,
    string Field,
    string Channel,
    bool HasMail
);

/// <summary>From which dossiers a satisfaction survey may draw, and where their applicants are reached.</summary>
public interface ISurveyFrame
{
    /// <summary>Own dossiers of applicants that were granted or refused from one day up to before another.</summary>
    Task<IReadOnlyList<SurveyCase>> CasesAsync(
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    );

    /// <summary>Read when it is needed, so that an erased address is used no more.</summary>
    Task<string?> MailOfAsync(Guid dossierId, CancellationToken cancellation);
}

/// <summary>
/// Where the applicant of a dossier may answer, if the dossier was drawn. To be shown to the signed-in holder of the dossier alone.
/// </summary>
public interface ISurveyInvitations
{
    /// <returns>The address of the page; none where the dossier was not drawn, it was answered, or the time is over.</returns>
    Task<string?> LinkForAsync(Guid dossierId, CancellationToken cancellation);
}

/// <summary>Sends one plain e-mail.</summary>
public interface IMailer
{
    bool IsOn { get; }

    /// <param name="id">The same for every attempt, so that a reader shows the mail once.</param>
    /// <param name="address">Of the receiver.</param>
    /// <param name="subject">One line.</param>
    /// <param name="body">Plain text.</param>
    /// <param name="cancellation">Ends the work.</param>
    Task<Delivery> SendAsync(
        Guid id,
        string address,
        string subject,
        string body,
        CancellationToken cancellation
    );
}
