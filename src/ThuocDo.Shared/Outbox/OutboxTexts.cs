using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Outbox;

/// <summary>Kinds of messages and jobs in words; one without a name is shown as it is written.</summary>
public static class OutboxTexts
{
    public static string Kind(Texts texts, string kind) =>
        texts.Has($"outbox.kind.{kind}") ? texts[$"outbox.kind.{kind}"] : kind;

    public static string Job(Texts texts, string job) =>
        texts.Has($"outbox.job.name.{job}") ? texts[$"outbox.job.name.{job}"] : job;
}
