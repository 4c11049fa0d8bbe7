using System.Globalization;
using ThuocDo.Legal.Circulation.Edxml;

namespace ThuocDo.Legal.Circulation.Exchange;

/// <summary>Names and sizes of what a message brought, kept with its event: a page lists them without unpacking the message.</summary>
public static class AttachmentList
{
    public const string Name = "attachments";

    private const char Between = '\t';

    public static (string Name, string? Value) Of(IEnumerable<EdxmlAttachment> attachments) =>
        (
            Name,
            string.Join(
                '\n',
                attachments.Select(a =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{a.Content.Length}{Between}{a.Name}"
                    )
                )
            )
        );

    /// <returns>Name and bytes, in the order of the message.</returns>
    public static IReadOnlyList<(string Name, int Bytes)> Read(string? written) =>
        string.IsNullOrEmpty(written)
            ? []
            :
            [
                .. written
                    .Split('\n')
                    .Select(l => l.Split(Between, 2))
                    .Where(l => l.Length == 2)
                    .Select(l =>
                        (
                            l[1],
                            int.TryParse(
                                l[0],
                                NumberStyles.None,
                                CultureInfo.InvariantCulture,
                                out var bytes
                            )
                                ? bytes
                                : 0
                        )
                    ),
            ];
}
