using System.Globalization;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Simulation;

/// <summary>
/// Applicants who do not exist. Every name carries the word "mẫu" (sample) and a number; identity numbers begin with
/// 000, which no province has; telephone numbers are of no operator.
/// </summary>
public sealed class SamplePeople(int seed)
{
    private static readonly string[] Genders = ["m", "f"];

    private readonly string pattern = ShippedData
        .Rows("demonstration/names.csv")
        .Single(row => row["of"] == "applicant")
        .Required("pattern");
    private readonly (string Name, double Weight)[] surnames = Read("surnames", null);
    private readonly (string Name, double Weight)[][] middles = Genders
        .Select(g => Read("middle", g))
        .ToArray();
    private readonly (string Name, double Weight)[][] givens = Genders
        .Select(g => Read("given", g))
        .ToArray();

    public (string Name, string Identity, string Phone, string PersonKey) Person(int number)
    {
        var random = Seeded.From(seed, "person/" + number.ToString(CultureInfo.InvariantCulture));
        var gender = random.Below(Genders.Length);
        var name = string.Format(
            CultureInfo.InvariantCulture,
            pattern,
            Choose(surnames, random),
            Choose(middles[gender], random),
            Choose(givens[gender], random),
            number
        );
        var identity = string.Create(CultureInfo.InvariantCulture, $"000{number:000000000}");
        var phone = string.Create(CultureInfo.InvariantCulture, $"0000{number % 1000000:000000}");
        return (name, identity, phone, PersonKeys.Sample.Of(identity, name, phone));
    }

    public static Applicant Applicant(
        Guid dossierId,
        (string Name, string Identity, string Phone, string PersonKey) person,
        string address,
        byte[] salt
    ) =>
        new()
        {
            DossierId = dossierId,
            Name = person.Name,
            FoldedName = Folding.Fold(person.Name),
            IdentityNumber = person.Identity,
            Phone = person.Phone,
            Address = address,
            Salt = salt,
        };

    private static string Choose((string Name, double Weight)[] list, Seeded random)
    {
        var at = random.Unit() * list[^1].Weight;
        return list.First(entry => at < entry.Weight).Name;
    }

    private static (string Name, double Weight)[] Read(string file, string? gender)
    {
        var total = 0.0;
        return ShippedData
            .Rows($"names/{file}.csv")
            .Where(row => gender is null || row["gender"] is null || row["gender"] == gender)
            .Select(row =>
                (row.Required("name"), total += (double)(row.OptionalDecimal("weight") ?? 1))
            )
            .ToArray();
    }
}
