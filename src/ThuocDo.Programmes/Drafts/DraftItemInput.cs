using System.ComponentModel.DataAnnotations;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Drafts;

/// <summary>The form of one drafted item.</summary>
public sealed class DraftItemInput
{
    [StringLength(DraftItem.TextMaxLength)]
    public string? Text { get; set; }
    public int? Line { get; set; }
    public string? Operator { get; set; }

    [StringLength(DraftItem.ShortMaxLength)]
    public string? Value { get; set; }

    [StringLength(DraftItem.ShortMaxLength)]
    public string? Unit { get; set; }

    [StringLength(DraftItem.ShortMaxLength)]
    public string? Scope { get; set; }

    /// <summary>Of a rank: among whom.</summary>
    [StringLength(DraftItem.ShortMaxLength)]
    public string? RankGroup { get; set; }

    [StringLength(4)]
    public string? BaseYear { get; set; }

    [StringLength(DraftItem.ShortMaxLength)]
    public string? Deadline { get; set; }

    [StringLength(DraftItem.BodyMaxLength)]
    public string? Body { get; set; }

    /// <summary>Key of the unit.</summary>
    public string? BodyUnit { get; set; }

    [StringLength(DraftItem.TextMaxLength)]
    public string? Coordinating { get; set; }

    [StringLength(DraftItem.TextMaxLength)]
    public string? Product { get; set; }
    public string? Indicator { get; set; }

    /// <summary>In an amendment what of the programme it changes.</summary>
    public string? Amends { get; set; }

    /// <summary>The duty is to issue an action plan.</summary>
    public bool AsksForPlan { get; set; }

    public static DraftItemInput Of(DraftItem item, string? unit) =>
        new()
        {
            Text = item.Text,
            Line = item.Line,
            Operator = item.Operator,
            Value = item.Value,
            Unit = item.Unit,
            Scope = item.Scope,
            RankGroup = item.RankGroup,
            BaseYear = item.BaseYear,
            Deadline = item.Deadline,
            Body = item.Body,
            BodyUnit = unit,
            Coordinating = item.Coordinating,
            Product = item.Product,
            Indicator = item.Indicator,
            Amends = item.Amends,
            AsksForPlan = item.AsksForPlan,
        };

    /// <summary>Writes what was typed into the item; fields that its kind has not stay as they are.</summary>
    public void Fill(DraftItem item, Guid? unit)
    {
        item.Text = Given(Text) ?? "";
        if (Given(Deadline) != item.Deadline)
        {
            // The words of the text no longer say what is demanded.
            (item.Deadline, item.DeadlineText) = (Given(Deadline), null);
        }

        // What was looked at is decided.
        item.Doubts = "";
        item.Body = Given(Body);
        item.BodyId = unit;
        item.Amends = Given(Amends);
        if (item.Kind == DraftItemKind.Target)
        {
            item.Line = Line ?? item.Line;
            item.Operator = Given(Operator);
            item.Value = Given(Value) is { } value ? Plain(value) : null;
            item.Unit = Given(Unit);
            item.Scope = Given(Scope);
            item.RankGroup = Given(RankGroup);
            item.BaseYear = Given(BaseYear);
            item.Indicator = Given(Indicator);
        }
        else
        {
            item.Coordinating = Given(Coordinating);
            item.Product = Given(Product);
            item.AsksForPlan = item.Kind == DraftItemKind.Duty && AsksForPlan;
        }
    }

    /// <summary>A Vietnamese number as the compiler writes it; a range or a word stays as it is.</summary>
    private static string Plain(string value) =>
        string.Join(
            "..",
            value
                .Split("..", StringSplitOptions.TrimEntries)
                .Select(part =>
                    NumberText.Parse(part) is { } number ? NumberText.Print(number) : part
                )
        );

    private static string? Given(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();
}
