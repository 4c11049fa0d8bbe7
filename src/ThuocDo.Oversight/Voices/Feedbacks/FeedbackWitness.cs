using ThuocDo.Shared.Files;

namespace ThuocDo.Oversight.Voices.Feedbacks;

/// <summary>Who opened a file of feedback is written down like who opened the matter.</summary>
public sealed class FeedbackWitness(VoiceActs acts) : IFileWitness
{
    public Task OpenedAsync(FileGrant grant, CancellationToken cancellation) =>
        grant is { Purpose: Feedback.Chain, AccountId: not null }
            ? acts.OpenedAsync(Feedback.Chain, grant.SubjectId, cancellation)
            : Task.CompletedTask;
}
