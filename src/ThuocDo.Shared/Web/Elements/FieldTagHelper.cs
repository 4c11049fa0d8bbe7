using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Web.Elements;

/// <summary>
/// One question of a form: label, hint, error and control, tied together for screen readers. Attributes it does not
/// know (<c>autocomplete</c>, <c>inputmode</c>, <c>maxlength</c>, <c>data-…</c>) go to the control.
/// </summary>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(Texts texts) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    /// <summary>Adds "(optional)" to the label; what is not marked so is required.</summary>
    public bool Optional { get; set; }

    /// <summary><c>text</c>, <c>textarea</c>, <c>select</c>, <c>radios</c>, <c>checks</c> or <c>check</c>; chosen from the type if not given.</summary>
    public string? As { get; set; }

    /// <summary>The type of an input; chosen from the type of the value if not given.</summary>
    public string? Type { get; set; }

    /// <summary>The choices of <c>select</c>, <c>radios</c> and <c>checks</c>.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary><c>short</c> (codes, numbers), <c>medium</c> (names, dates) or full width.</summary>
    public string? Width { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private string Id => Html.IdOf(Name);

    private Type Underlying =>
        Nullable.GetUnderlyingType(For.ModelExplorer.ModelType) ?? For.ModelExplorer.ModelType;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // A view that has nothing to say passes an empty text: that is none.
        (Hint, As, Type, Width) = (Given(Hint), Given(As), Given(Type), Given(Width));
        ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry);
        var errors =
            entry?.Errors.Select(e => e.ErrorMessage).Where(e => e.Length > 0).ToList() ?? [];
        var kind = As ?? Kind();
        var described = string.Join(
            ' ',
            new[]
            {
                Hint is null ? null : Id + "-hint",
                errors.Count == 0 ? null : Id + "-error",
            }.OfType<string>()
        );
        var passed = output.Attributes.Where(a => a.Name is not ("class" or "id")).ToList();
        var extra = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.Clear();

        var grouped = kind is "radios" or "checks";
        output.TagName = grouped ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute(
            "class",
            string.Join(
                ' ',
                new[] { "field", errors.Count > 0 ? "field--error" : null, extra }.OfType<string>()
            )
        );
        if (grouped && described.Length > 0)
        {
            output.Attributes.SetAttribute("aria-describedby", described);
        }

        var control = Control(kind, entry, described, errors.Count > 0, passed);
        if (kind == "check")
        {
            output.Content.AppendHtml(Messages(errors));
            output.Content.AppendHtml(control);
            return;
        }

        var label = grouped
            ? Html.Tag("legend", "label", Label)
            : Html.Tag("label", "label", Label).With("for", Id);
        if (Optional)
        {
            label.InnerHtml.Append(" ");
            label.InnerHtml.AppendHtml(Html.Tag("span", "optional", texts["form.optional"]));
        }

        output.Content.AppendHtml(label);
        output.Content.AppendHtml(Messages(errors));
        output.Content.AppendHtml(control);
    }

    private static string? Given(string? attribute) =>
        string.IsNullOrEmpty(attribute) ? null : attribute;

    private HtmlContentBuilder Messages(List<string> errors)
    {
        var messages = new HtmlContentBuilder();
        if (Hint is not null)
        {
            messages.AppendHtml(Html.Tag("p", "hint", Hint).With("id", Id + "-hint"));
        }

        if (errors.Count > 0)
        {
            var error = Html.Tag(
                    "p",
                    "field-error",
                    Icons.Draw("warning"),
                    Html.Hidden(texts["form.error.prefix"])
                )
                .With("id", Id + "-error");
            error.InnerHtml.Append(" " + string.Join(" ", errors));
            messages.AppendHtml(error);
        }

        return messages;
    }

    private TagBuilder Control(
        string kind,
        ModelStateEntry? entry,
        string described,
        bool invalid,
        List<TagHelperAttribute> passed
    )
    {
        TagBuilder Dress(TagBuilder control)
        {
            control.With("id", Id).With("name", Name);
            control.With("aria-describedby", described.Length > 0 ? described : null);
            control.With("aria-invalid", invalid ? "true" : null);
            foreach (var attribute in passed)
            {
                control.Attributes[attribute.Name] =
                    attribute.ValueStyle == HtmlAttributeValueStyle.Minimized
                        ? ""
                        : attribute.Value?.ToString();
            }

            return control;
        }

        var css = Width is null ? "input" : "input input--" + Width;
        switch (kind)
        {
            case "textarea":
                // A line break right after the start tag is dropped by browsers, so one is always written.
                return Dress(
                    Html.Tag("textarea", css, Environment.NewLine + Value(entry)).With("rows", "4")
                );
            case "select":
                var select = Dress(Html.Tag("select", css));
                foreach (var item in Items ?? [])
                {
                    select.InnerHtml.AppendHtml(
                        Html.Tag("option", null, item.Text)
                            .With("value", item.Value)
                            .With("selected", IsChosen(item, entry) ? "selected" : null)
                            .With("disabled", item.Disabled ? "disabled" : null)
                    );
                }

                return select;
            case "radios":
            case "checks":
                return Choices(kind == "radios" ? "radio" : "checkbox", entry, invalid);
            case "check":
                var box = Dress(Html.Void("input").With("type", "checkbox").With("value", "true"));
                box.With(
                    "checked",
                    Value(entry).StartsWith("true", StringComparison.OrdinalIgnoreCase)
                        ? "checked"
                        : null
                );
                return Html.Tag(
                    "div",
                    "choice",
                    box,
                    Html.Tag("label", null, Label).With("for", Id)
                );
            default:
                var type = Type ?? InputType();
                var input = Dress(Html.Void("input", css).With("type", type));
                if (type is not ("password" or "file"))
                {
                    input.With("value", Value(entry));
                }

                if (!input.Attributes.ContainsKey("inputmode") && type == "text" && IsNumber)
                {
                    input.With("inputmode", Underlying == typeof(decimal) ? "decimal" : "numeric");
                }

                return input;
        }
    }

    private TagBuilder Choices(string type, ModelStateEntry? entry, bool invalid)
    {
        var list = Html.Tag("div", "choices");
        var number = 0;
        foreach (var item in Items ?? [])
        {
            var id = number++ == 0 ? Id : Id + "-" + number.ToString(CultureInfo.InvariantCulture);
            list.InnerHtml.AppendHtml(
                Html.Tag(
                    "div",
                    "choice",
                    Html.Void("input")
                        .With("type", type)
                        .With("id", id)
                        .With("name", Name)
                        .With("value", item.Value)
                        .With("aria-invalid", invalid && type == "checkbox" ? "true" : null)
                        .With("checked", IsChosen(item, entry) ? "checked" : null)
                        .With("disabled", item.Disabled ? "disabled" : null),
                    Html.Tag("label", null, item.Text).With("for", id)
                )
            );
        }

        return list;
    }

    private bool IsChosen(SelectListItem item, ModelStateEntry? entry)
    {
        if (entry?.RawValue is string[] many)
        {
            return many.Contains(item.Value);
        }

        if (For.Model is System.Collections.IEnumerable values and not string)
        {
            return values.Cast<object?>().Any(v => Text(v) == item.Value);
        }

        var value = Value(entry);
        return item.Selected || (value.Length > 0 && value == item.Value);
    }

    private string Value(ModelStateEntry? entry) => entry?.AttemptedValue ?? Text(For.Model);

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime at => at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.####", CultureInfo.CurrentCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private string Kind() =>
        Items is not null ? "select"
        : Underlying == typeof(bool) ? "check"
        : "text";

    private bool IsNumber =>
        Underlying == typeof(int) || Underlying == typeof(long) || Underlying == typeof(decimal);

    private string InputType() =>
        Underlying == typeof(DateOnly) ? "date"
        : Underlying == typeof(DateTime) ? "datetime-local"
        : Underlying == typeof(TimeOnly) ? "time"
        : "text";
}
