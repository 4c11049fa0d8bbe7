using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Outcomes;

/// <summary>Something wrong with what was typed: the field of the form and the sentence.</summary>
public sealed record FieldFault(string Field, string Key, params object?[] Arguments)
{
    /// <summary>The arguments as people read them.</summary>
    public object?[] InWords(Texts texts) =>
        [.. Arguments.Select(a => a is Explanation words ? words.Render(texts) : a)];
}
