using System.Security.Cryptography;
using ThuocDo.OneStop.Dossiers;

namespace ThuocDo.OneStop.Filing;

/// <summary>The answers that come with a receipt.</summary>
public static class ReceivedAnswers
{
    public static DossierAnswers? Of(Guid dossierId, ReceiveRequest request) =>
        request is { Form: { } form, Answers: { } answers }
            ? new DossierAnswers
            {
                DossierId = dossierId,
                Form = form,
                Answers = answers,
                Salt = RandomNumberGenerator.GetBytes(16),
            }
            : null;
}
