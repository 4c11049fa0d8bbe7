using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Resolution;

/// <summary>
/// One value for all that a version demands: a line for each target, condition, task, addressee and duty, in a fixed order. An
/// action plan has a line that says whose it is and for what. What a duty is about stands in its line only where it is followed
/// up; so versions without plans keep the value they had before there were plans.
/// </summary>
public static class VersionDigest
{
    private const char Gap = '\u001f';

    public static string Of(Programme programme, ProgrammeItems items) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        Lines(items).Concat(PlanLines(programme)).Order(StringComparer.Ordinal)
                    )
                )
            )
        );

    private static IEnumerable<string> PlanLines(Programme programme) =>
        programme.CarriesOutId is { } higher
            ? [Line("plan", higher.ToString("D"), programme.IssuerId?.ToString("D"))]
            : [];

    private static IEnumerable<string> Lines(ProgrammeItems items) =>
        items
            .Targets.Select(t =>
                Line(
                    "target",
                    t.Id.ToString("D"),
                    t.Line,
                    t.NameVi,
                    t.OwnerId?.ToString("D"),
                    Day(t.Deadline),
                    t.IsOwnerNamed ? "named" : null
                )
            )
            .Concat(
                items.Conditions.Select(c =>
                    Line(
                        "condition",
                        c.TargetId.ToString("D"),
                        c.Key,
                        c.NameVi,
                        c.Kind.ToString(),
                        c.Operator.ToString(),
                        c.Limit is { } limit ? Canonical.Number(limit) : c.Group,
                        c.Unit,
                        c.BaseYear?.ToString(CultureInfo.InvariantCulture),
                        c.Scope,
                        Day(c.Deadline),
                        c.Indicator,
                        c.Readings,
                        c.Index
                    )
                )
            )
            .Concat(
                items.Tasks.Select(t =>
                    Line(
                        "task",
                        t.Number.ToString(CultureInfo.InvariantCulture),
                        t.NameVi,
                        t.Lead,
                        t.LeadId?.ToString("D"),
                        t.Coordinating,
                        t.Product,
                        t.Deadline is { } day ? Day(day) : null
                    )
                )
            )
            .Concat(
                items.Duties.Select(d =>
                    Line([
                        "duty",
                        d.AddresseeId.ToString("D"),
                        d.Number.ToString(CultureInfo.InvariantCulture),
                        d.NameVi,
                        d.Rule.ToString(),
                        d.DueOn is { } day ? Day(day) : null,
                        .. d.Kind == DutyKind.Other ? (string[])[] : [d.Kind.ToString()],
                    ])
                )
            )
            .Concat(
                items.Addressees.Select(a =>
                    Line("addressee", a.Id.ToString("D"), a.NameVi, a.DutyVi)
                )
            );

    private static string Line(params string?[] parts) => string.Join(Gap, parts);

    private static string Day(DateOnly day) => Canonical.Day(day);
}
