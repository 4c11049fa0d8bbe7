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

/// <summary>For whom another system may speak when it hands messages in with its key.</summary>
public sealed record EdxmlClient
{
    /// <summary>Stands for everybody outside.</summary>
    public const string Everybody = "*";

    /// <summary>Id of the client: the part of its key between its two underscores.</summary>
    public string Client { get; init; } = "";

    /// <summary>Identifiers, each with everything below; <c>*</c>: a gateway.</summary>
    public IReadOnlyList<string> Speaks { get; init; } = [];
}

/// <summary>Section <c>Circulation</c> of the configuration. Without it, messages to others than our own units are handed over by people.</summary>
public sealed record CirculationSettings
{
    public IReadOnlyList<HttpPartner> Partners { get; init; } = [];

    public IReadOnlyList<EdxmlClient> Clients { get; init; } = [];

    /// <summary>Messages are laid into <c>out</c> and taken from <c>in</c>.</summary>
    public string? Folder { get; init; }
    public int TimeoutSeconds { get; init; } = 60;

    public static CirculationSettings Read(IConfiguration? settings) =>
        settings?.GetSection("Circulation").Get<CirculationSettings>() ?? new();

    /// <returns>None: for everybody outside. A client that is not set up speaks for nobody.</returns>
    public IReadOnlyList<string>? SpeaksOf(Guid client)
    {
        var speaks = Clients
            .Where(c => Guid.TryParse(c.Client, out var id) && id == client)
            .SelectMany(c => c.Speaks)
            .ToList();
        return speaks.Contains(EdxmlClient.Everybody) ? null : speaks;
    }

    /// <summary>The closest one.</summary>
    public HttpPartner? PartnerOf(string identifier) =>
        Partners
            .Where(p => p.Endpoint is not null)
            .Where(p =>
                p.Identifier.Length == 0 || OrganisationIdentifier.Covers(p.Identifier, identifier)
            )
            // The old form is longer than the new one of the same place.
            .MaxBy(p => (OrganisationIdentifier.ToNew(p.Identifier) ?? p.Identifier).Length);

    public Transport TransportTo(string identifier, UnitTree tree) =>
        tree.All.Any(u =>
            u.Identifier is not null && OrganisationIdentifier.AreSame(u.Identifier, identifier)
        )
            ? Transport.Inside
        : PartnerOf(identifier) is not null ? Transport.Http
        : !string.IsNullOrEmpty(Folder) ? Transport.Folder
        : Transport.ByHand;
}
