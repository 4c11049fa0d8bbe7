using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Dialogues;

/// <summary>How the state of a question is shown.</summary>
public static class DialogueTexts
{
    public static string Of(DialogueAudience audience) =>
        $"dialogue.audience.{audience.ToString().ToLowerInvariant()}";

    public static (string Tone, string Icon, Explanation Words) Look(
        DialogueQuestion question,
        DateOnly today
    ) =>
        (question.State, question.LateBy(today)) switch
        {
            (QuestionState.Open, > 0 and var late) => (
                "bad",
                "warning",
                new("dialogue.look.overdue", late)
            ),
            (QuestionState.Open, _) => ("info", "clock", new("dialogue.look.open")),
            (QuestionState.Answered, > 0 and var late) => (
                "warn",
                "clock",
                new("dialogue.look.answered-late", question.AnsweredOn!, late)
            ),
            (QuestionState.Answered, _) => (
                "info",
                "clock",
                new("dialogue.look.answered", question.AnsweredOn!)
            ),
            (_, > 0 and var late) => (
                "warn",
                "check",
                new("dialogue.look.published-late", question.AnsweredOn!, late)
            ),
            _ => ("good", "check", new("dialogue.look.published", question.AnsweredOn!)),
        };
}
