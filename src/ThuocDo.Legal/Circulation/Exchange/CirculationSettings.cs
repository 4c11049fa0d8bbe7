using Microsoft.Extensions.Configuration;
using ThuocDo.Organisation.Units;

namespace ThuocDo.Legal.Circulation.Exchange;

/// <summary>An organisation, or everything below it, that is reached over HTTP.</summary>
public sealed record HttpPartner
{
    /// <summary>Identifier; what begins with it and a dot goes there too. Empty: everybody, the gateway.</summary>
    public string Identifier { get; init; } = "";
    public Uri? Endpoint { get; init; }
    public string? Token { get; init; }

    /// <summary>The token in a file of its own; better than in the settings.</summary>
    public string? TokenFile { get; init; }

    public string? ReadToken() =>
        TokenFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : Token;
}

/// <summary>Section <c>Circulation</c> of the configuration. Without it, messages to others than our own units are handed over by people.</summary>
public sealed record CirculationSettings
{
    public IReadOnlyList<HttpPartner> Partners { get; init; } = [];

    /// <summary>Messages are laid into <c>out</c> and taken from <c>in</c>.</summary>
    public string? Folder { get; init; }
    public int TimeoutSeconds { get; init; } = 60;

    public static CirculationSettings Read(IConfiguration? settings) =>
        settings?.GetSection("Circulation").Get<CirculationSettings>() ?? new();

    /// <summary>The closest one.</summary>
    public HttpPartner? PartnerOf(string identifier)
    {
        var normal = OrganisationIdentifier.ToNew(identifier) ?? identifier;
        return Partners
            .Where(p =>
                p.Endpoint is not null
                && (
                    p.Identifier.Length == 0
                    || (OrganisationIdentifier.ToNew(p.Identifier) ?? p.Identifier) is var own
                        && (own == normal || normal.StartsWith(own + ".", StringComparison.Ordinal))
                )
            )
            .MaxBy(p => p.Identifier.Length);
    }

    public Transport TransportTo(string identifier, UnitTree tree) =>
        tree.All.Any(u =>
            u.Identifier is not null && OrganisationIdentifier.AreSame(u.Identifier, identifier)
        )
            ? Transport.Inside
        : PartnerOf(identifier) is not null ? Transport.Http
        : !string.IsNullOrEmpty(Folder) ? Transport.Folder
        : Transport.ByHand;
}
