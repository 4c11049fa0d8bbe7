using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.Language;

namespace ThuocDo.Organisation.People;

public enum Gender
{
    Female,
    Male,
}

/// <summary>Someone who holds posts or signs in. Applicants are not people of the organisation.</summary>
public sealed class Person
{
    public const int NameMaxLength = 120;

    private Person() { }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The name as it is searched: without marks, in lower case.</summary>
    public string FoldedName { get; private set; } = "";
    public Gender? Gender { get; private set; }

    /// <summary>Invented for the demonstration; never the name of a real person.</summary>
    public bool IsSample { get; private set; }

    public static Person Create(Guid id, string name, Gender? gender = null) =>
        new()
        {
            Id = id,
            Name = name,
            FoldedName = Folding.Fold(name),
            Gender = gender,
        };

    /// <summary>A person of the demonstration, named by a number so that nobody takes the name for a real one.</summary>
    public static Person Sample(Guid id, string name, Gender? gender = null)
    {
        var person = Create(id, name, gender);
        person.IsSample = true;
        return person;
    }
}

public sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("organisation_people");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Name).HasMaxLength(Person.NameMaxLength);
        builder.Property(p => p.FoldedName).HasMaxLength(Person.NameMaxLength);
        builder.HasIndex(p => p.FoldedName);
    }
}
