using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ThuocDo.Legal.Circulation.Edxml;

/// <summary>An organisation as messages name it.</summary>
/// <param name="Id">Its identifier, in the form of QCVN 102 or of Decision 20/2020.</param>
public sealed record EdxmlOrganisation(string Id, string Name)
{
    /// <summary>As it is used: senders that indent put line breaks around and into it.</summary>
    public EdxmlOrganisation Tidy() =>
        EdxmlText.Tidy(Name) is { Length: > 0 } name
            ? new(EdxmlText.Tidy(Id), name)
            : new(EdxmlText.Tidy(Id), EdxmlText.Tidy(Id));
}

/// <param name="Competence">Whose power is signed with: "TM.", "KT.", "TL.".</param>
public sealed record EdxmlSigner(string FullName, string? Position, string? Competence);

/// <summary>A station the message passed.</summary>
/// <param name="At">UTC, whole seconds.</param>
public sealed record EdxmlTrace(string OrganId, DateTime At);

public sealed record EdxmlAttachment(string Name, string ContentType, byte[] Content);

/// <summary>
/// A document on its way from one organisation to others, as chapter 4.4 of the exchange rules lays it out (QCVN 102:2016). An empty optional
/// element and a missing one are the same: none.
/// </summary>
public sealed record EdxmlDocument
{
    /// <summary>Unique at the sender.</summary>
    public required string DocumentId { get; init; }
    public required EdxmlOrganisation From { get; init; }
    public required IReadOnlyList<EdxmlOrganisation> To { get; init; }

    /// <summary>The number: 125.</summary>
    public required string CodeNumber { get; init; }

    /// <summary>The symbol: UBND-VP.</summary>
    public required string CodeNotation { get; init; }
    public string? Place { get; init; }
    public required DateOnly PromulgatedOn { get; init; }
    public string? Type { get; init; }
    public required string TypeName { get; init; }
    public required string Subject { get; init; }
    public EdxmlSigner? Signer { get; init; }
    public int? PageAmount { get; init; }
    public IReadOnlyList<string> Appendixes { get; init; } = [];
    public IReadOnlyList<EdxmlTrace> Trace { get; init; } = [];
    public IReadOnlyList<EdxmlAttachment> Attachments { get; init; } = [];

    /// <summary>Without white space that nobody meant in what is compared, listed and searched; the message itself stays as it came.</summary>
    public EdxmlDocument Tidy() =>
        this with
        {
            DocumentId = EdxmlText.Tidy(DocumentId),
            From = From.Tidy(),
            To = [.. To.Select(t => t.Tidy())],
            CodeNumber = EdxmlText.Tidy(CodeNumber),
            CodeNotation = EdxmlText.Tidy(CodeNotation),
            TypeName = EdxmlText.Tidy(TypeName),
            Subject = Subject.Trim(),
        };

    /// <summary>The same sender, document and receivers are the same message, however often it comes.</summary>
    public string Key => EdxmlKeys.Of(["document", From.Id, DocumentId, .. To.Select(t => t.Id)]);
}

/// <summary>What a receiver says of a document, or its sender of taking it back.</summary>
public sealed record EdxmlStatus
{
    /// <summary>Who says it.</summary>
    public required EdxmlOrganisation From { get; init; }

    /// <summary>The organisation that sent the document.</summary>
    public required string SenderId { get; init; }

    /// <summary>Of the document.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The number and symbol of the document.</summary>
    public string? Code { get; init; }
    public DateOnly? PromulgatedOn { get; init; }
    public required DocumentStatus Status { get; init; }

    /// <summary>Why it is refused or taken back.</summary>
    public string? Description { get; init; }

    /// <summary>UTC, whole seconds.</summary>
    public required DateTime At { get; init; }

    /// <summary>As <see cref="EdxmlDocument.Tidy"/>.</summary>
    public EdxmlStatus Tidy() =>
        this with
        {
            From = From.Tidy(),
            SenderId = EdxmlText.Tidy(SenderId),
            DocumentId = EdxmlText.Tidy(DocumentId),
            Description = Description?.Trim() is { Length: > 0 } words ? words : null,
        };

    public string Key =>
        EdxmlKeys.Of([
            "status",
            From.Id,
            SenderId,
            DocumentId,
            EdxmlText.Of(Status),
            At.ToString("O", CultureInfo.InvariantCulture),
        ]);
}

/// <summary>The status codes of a document.</summary>
public enum DocumentStatus
{
    Arrived = 1,
    Refused = 2,
    Received = 3,
    Assigned = 4,
    Processing = 5,
    Finished = 6,
    Recall = 13,
    RecallAgreed = 15,
    RecallRefused = 16,
}

internal static class EdxmlKeys
{
    public static string Of(string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}

public static class EdxmlText
{
    /// <summary>One line, single blanks.</summary>
    public static string Tidy(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>01 … 16, as messages write it.</summary>
    public static string Of(DocumentStatus status) =>
        ((int)status).ToString("00", CultureInfo.InvariantCulture);

    public static DocumentStatus? Status(string code) =>
        code.Length is 1 or 2
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Enum.IsDefined((DocumentStatus)number)
            ? (DocumentStatus)number
            : null;
}
