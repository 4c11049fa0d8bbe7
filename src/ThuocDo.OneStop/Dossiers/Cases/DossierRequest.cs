using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Dossiers;

public enum RequestKind
{
    Opinion,
    SubCase,
}

/// <summary>
/// What a dossier asked of another body: an opinion or a sub-case. Kept in the row as canonical text, so that the chain
/// carries it; free words stay in the events.
/// </summary>
/// <param name="Step">The step in which it was asked.</param>
/// <param name="Code">Of an opinion its place in the process, of a sub-case the step.</param>
/// <param name="Id">Of the sub-case's dossier, or of the opinion.</param>
/// <param name="Result">An answer or outcome of <see cref="Processes.KnownFacts"/>; null while it is awaited.</param>
public sealed record DossierRequest(
    RequestKind Kind,
    string Step,
    string Code,
    Guid UnitId,
    Guid Id,
    DateTime OpenedAt,
    DateTime DueAt,
    DateTime? ClosedAt = null,
    string? Result = null
)
{
    public bool IsOpen => ClosedAt is null;

    public override string ToString() =>
        string.Join(
            '|',
            Kind.ToString(),
            Step,
            Code,
            UnitId.ToString("D"),
            Id.ToString("D"),
            Canonical.Instant(OpenedAt),
            Canonical.Instant(DueAt),
            Canonical.Instant(ClosedAt),
            Result
        );

    public static IReadOnlyList<DossierRequest> Parse(string text) =>
        [
            .. text.Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(part =>
                {
                    var f = part.Split('|');
                    return new DossierRequest(
                        Enum.Parse<RequestKind>(f[0]),
                        f[1],
                        f[2],
                        Guid.ParseExact(f[3], "D"),
                        Guid.ParseExact(f[4], "D"),
                        Canonical.ParseInstant(f[5]),
                        Canonical.ParseInstant(f[6]),
                        f[7].Length == 0 ? null : Canonical.ParseInstant(f[7]),
                        f[8].Length == 0 ? null : f[8]
                    );
                }),
        ];

    public static string Write(IEnumerable<DossierRequest> requests) => string.Join(';', requests);
}
