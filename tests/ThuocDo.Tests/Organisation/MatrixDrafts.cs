using ThuocDo.Programmes.Drafts;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>A draft of a programme with one item, for the pages of drafts.</summary>
public static class MatrixDrafts
{
    public static readonly Guid Id = Guid.Parse("01900000-0000-7000-8000-00000000d001");

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            db.Add(
                new ProgrammeDraft
                {
                    Id = Id,
                    Title = "Dự thảo mẫu",
                    FileName = "mau.txt",
                    Text = "Đạt 80%.",
                    TextHash = new string('0', 64),
                    CreatedAt = new DateTime(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc),
                }
            );
            db.Add(
                new DraftItem
                {
                    Id = Guid.CreateVersion7(),
                    DraftId = Id,
                    Number = 1,
                    Kind = DraftItemKind.Task,
                    Sentence = 1,
                    Text = "Nhiệm vụ mẫu",
                }
            );
            await db.SaveChangesAsync();
        });
}
