using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Tasks;

/// <summary>
/// Drafts tasks from running text: the items right below a section of tasks are the task groups, those below the section
/// on execution speak each to an addressee.
/// </summary>
public static class TaskOutline
{
    public static IReadOnlyList<ProgrammeTask> Read(Outline outline)
    {
        var tasks = new List<ProgrammeTask>();
        var parents = outline.Sections.Select(s => s.Parent).OfType<Section>().ToHashSet();
        foreach (var section in outline.Sections)
        {
            if (section.InAnnex || !section.Label.IsNamed && !IsBulletOfAddressee(section))
            {
                continue;
            }

            if (IsGroup(section))
            {
                tasks.Add(Group(section));
            }
            else if (IsAddressee(section) && !IsOpening(parents, section))
            {
                tasks.Add(Addressed(section, AddresseeOf(section)));
            }
        }

        return tasks;
    }

    /// <summary>The body that answers for a section: the one it begins with or the one it stands under.</summary>
    public static string AddresseeOf(Section? section)
    {
        for (
            var open = section;
            open
                is {
                    Role: SectionRole.Implementation
                        or SectionRole.Task
                        or SectionRole.Reporting
                        or SectionRole.None
                };
            open = open.Parent
        )
        {
            if (
                open.OwnRole is not (SectionRole.Implementation or SectionRole.Task)
                && BodyReader.Addressee(new Sentence(Head(open.Block.Text))) is { Length: > 0 } body
            )
            {
                return body;
            }
        }

        return "";
    }

    private static bool IsGroup(Section section) =>
        section.Label.IsNamed
        && section.Parent is { OwnRole: SectionRole.Task } parent
        && parent.Label.IsNamed
        && (section.OwnRole is null or SectionRole.Task);

    private static bool IsAddressee(Section section) =>
        section.Role == SectionRole.Implementation
            && section.Parent is { OwnRole: SectionRole.Implementation }
            && section.OwnRole is null
        || IsBulletOfAddressee(section);

    /// <summary>What stands below "1. Sở Y tế" are its tasks.</summary>
    private static bool IsBulletOfAddressee(Section section) =>
        section.Role == SectionRole.Implementation
        && section.OwnRole is null
        && section.Parent is { OwnRole: null, Parent.OwnRole: SectionRole.Implementation } parent
        && parent.Opening.Length > 0;

    /// <summary>A heading that names the body and has its tasks below is no task itself.</summary>
    private static bool IsOpening(HashSet<Section> parents, Section section) =>
        section.Opening == section.Block.Text && parents.Contains(section);

    private static ProgrammeTask Group(Section section) =>
        Of(
            section,
            section.Label.Name,
            section.Opening.Length > 0 ? section.Opening : First(section.Block.Text),
            ""
        );

    private static ProgrammeTask Addressed(Section section, string body) =>
        Of(section, section.Label.Name, section.Block.Text, body);

    private static ProgrammeTask Of(Section section, string no, string text, string body)
    {
        var sentence = new Sentence(First(section.Block.Text));
        var duty = DutyReader.Read(sentence, section.Path, () => body, default);
        return new ProgrammeTask
        {
            Section = section.Path,
            No = no,
            Text = text,
            LeadBody = body,
            CoordinatingBodies =
                body.Length > 0 ? BodyReader.Agencies(Head(section.Block.Text)).Coordinating : "",
            DeadlineText = duty?.DeadlineText ?? "",
            DeadlineNorm = duty?.DeadlineNorm ?? "",
            Sentence = section.Block.Text,
            Place = section.Block.PlaceOf(0, section.Block.Text.Length),
        };
    }

    private static string First(string text)
    {
        var (start, end) = SentenceSplitter.Split(text).First();
        return text[start..end];
    }

    private static string Head(string text) => text.Length > 2000 ? text[..2000] : text;
}
