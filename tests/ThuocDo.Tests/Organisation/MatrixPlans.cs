using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>An action plan for the shipped resolution, for the pages of plans.</summary>
public static class MatrixPlans
{
    public const string Key = "ke-hoach-mau";

    public static Task AddAsync(TestDatabase database) =>
        database.UseAsync(async db =>
        {
            var plan = new Programme
            {
                Id = Guid.CreateVersion7(),
                Key = Key,
                TitleVi = "Kế hoạch mẫu",
                IssuerId = Unit.IdOf("huyen-uy-ninh-hai"),
                TermEnd = new DateOnly(2025, 12, 31),
                CarriesOutId = ProgrammeFacts.Read().Programme.Id,
            };
            db.Add(plan);
            db.Add(
                new ProgrammeVersion
                {
                    Id = Guid.CreateVersion7(),
                    ProgrammeId = plan.Id,
                    Number = 1,
                    Act = plan.TitleVi,
                    TermEnd = plan.TermEnd,
                    Digest = VersionDigest.Of(plan, ProgrammeItems.None),
                }
            );
            await db.SaveChangesAsync();
        });
}
