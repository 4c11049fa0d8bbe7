using System.ComponentModel;

namespace ThuocDo.OneStop.Api;

/// <summary>A page of a list.</summary>
public sealed record ApiList<T>(
    [property: Description("The records of this page.")] IReadOnlyList<T> Items,
    [property: Description("How many there are on all pages.")] int Total,
    [property: Description("Number of this page, from 1.")] int Page,
    [property: Description("How many pages there are.")] int Pages
)
{
    public const int Size = 100;

    public static ApiList<T> Of(IReadOnlyList<T> items, int total, int page) =>
        new(items, total, page, Math.Max(1, (total + Size - 1) / Size));
}

public sealed record ApiUnit(
    [property: Description("Stable key of this version of the unit.")] string Key,
    [property: Description("Code of the General Statistics Office, where there is one.")]
        string? Code,
    string Name,
    string NameEn,
    string Kind,
    string Level,
    string? Parent,
    DateOnly ValidFrom,
    [property: Description("The first day on which it is no more.")] DateOnly? ValidTo
);

public sealed record ApiProcedure(
    [property: Description("National code of the procedure.")] string Code,
    string Name,
    string NameEn,
    string Field,
    string Audience,
    [property: Description("What is in force on the day asked for; none if nothing is.")]
        ApiProcedureVersion? Version
);

public sealed record ApiProcedureVersion(
    int Number,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string Level,
    [property: Description(
        "For instance 3wd (working days), 15d (days), 8wh (working hours), day@15:00 (the same day; received after 15:00, the next working day)."
    )]
        string StatutoryLimit,
    string PromisedLimit,
    [property: Description("In dong; 0 where nothing is due.")] decimal Fee,
    string OnlineLevel,
    IReadOnlyList<ApiPaper> Papers
);

public sealed record ApiPaper(
    int Number,
    string Name,
    string NameEn,
    int Originals,
    int Copies,
    bool Required
);

/// <summary>A dossier as other systems see it: no particulars of a person.</summary>
public sealed record ApiDossier(
    string Code,
    string Procedure,
    [property: Description("Key of the competent unit.")] string Unit,
    [property: Description("Key of the unit that received it.")] string ReceivingUnit,
    string State,
    [property: Description("Status number exchanged with the national portal, 1 to 10.")]
        int? NationalStatus,
    string Channel,
    DateTime ReceivedAt,
    DateTime FirstPromisedAt,
    [property: Description("None while the clock stands still and after it has ended.")]
        DateTime? DueAt,
    DateTime? ClosedAt,
    DateTime? ReturnedAt,
    string? Result,
    string? Timeliness,
    int Supplements,
    int Extensions,
    [property: Description("Number of events in its history.")] int Events
);

/// <summary>What whoever holds code and secret sees.</summary>
public sealed record ApiTracking(
    ApiDossier Dossier,
    [property: Description("The clock explained, sentence by sentence.")]
        IReadOnlyList<string> Clock,
    [property: Description("What happened, oldest first.")] IReadOnlyList<ApiEvent> Events
);

public sealed record ApiEvent(DateTime At, string Type, string Text);

public sealed record ApiTrackingRequest(
    [property: Description("Code of the dossier, as printed on the slip.")] string? Code,
    [property: Description("The tracking secret printed beside it.")] string? Secret
);

public sealed record ApiReceipt(
    [property: Description("stored, or known if the message had been handed in before.")]
        string Result
);
