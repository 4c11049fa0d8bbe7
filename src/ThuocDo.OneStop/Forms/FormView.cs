using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Forms;

/// <summary>A form with the answers that stand in it; the partial view <c>/Forms/_FormFields.cshtml</c> draws it.</summary>
public sealed class FormView(FormDefinition form, IReadOnlyDictionary<string, string?> answers)
{
    /// <summary>Name of the values in a post: <c>Answers[childName]</c>.</summary>
    public const string Field = nameof(Answers);

    public FormDefinition Form => form;

    /// <summary>One entry for each question, empty where there is no answer yet.</summary>
    public Dictionary<string, string?> Answers { get; } =
        form.Questions.ToDictionary(q => q.Name, q => answers.GetValueOrDefault(q.Name));

    public bool IsBegun => Answers.Values.Any(a => !string.IsNullOrEmpty(a));

    /// <summary>What must be answered as the answers stand now.</summary>
    public IReadOnlySet<string> Required { get; } = form.Schema.RequiredBy(answers);

    public static string FieldOf(string question) => $"{Field}[{question}]";

    /// <summary>The choices, after an empty one where there is none yet.</summary>
    public static IEnumerable<SelectListItem>? Items(FormQuestion question, Texts texts)
    {
        if (question.Choices.Count == 0)
        {
            return null;
        }

        var items = question.Choices.Select(c => new SelectListItem(
            c.Name.In(Texts.CurrentLanguage),
            c.Value
        ));
        return question.As == "radios"
            ? items
            : items.Prepend(new SelectListItem(texts["forms.choose"], ""));
    }

    /// <summary>What is wrong, at its fields.</summary>
    public static void Show(
        ModelStateDictionary state,
        IEnumerable<FormFault> faults,
        FormDefinition form,
        Texts texts
    )
    {
        foreach (var fault in faults)
        {
            state.Wrong(
                FieldOf(fault.Question),
                texts,
                KeyOf(fault),
                LabelOf(fault, form),
                fault.Limit
            );
        }
    }

    private static string LabelOf(FormFault fault, FormDefinition form) =>
        form.Questions.FirstOrDefault(q => q.Name == fault.Question)
            ?.Label.In(Texts.CurrentLanguage)
        ?? fault.Question;

    private static string KeyOf(FormFault fault) =>
        fault.Keyword switch
        {
            "required" => "forms.error.required",
            "minLength" => "forms.error.too-short",
            "maxLength" => "forms.error.too-long",
            "enum" => "forms.error.choice",
            "type" or "format" => fault.Limit is "integer"
                ? "forms.error.number"
                : "forms.error.date",
            "minimum" => "forms.error.minimum",
            "maximum" => "forms.error.maximum",
            "x-not-after" => "forms.error.future",
            "x-not-before" => "forms.error.before",
            _ => "forms.error.pattern",
        };
}
