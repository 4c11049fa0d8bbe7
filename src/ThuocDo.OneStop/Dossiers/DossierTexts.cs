using System.Globalization;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>Text keys for the values of a dossier.</summary>
public static class DossierTexts
{
    public static string Of(Timeliness timeliness) =>
        timeliness switch
        {
            Timeliness.Early => "dossier.timeliness.early",
            Timeliness.OnTime => "dossier.timeliness.on-time",
            _ => "dossier.timeliness.late",
        };

    public static string Of(ClockEntryKind kind) =>
        kind switch
        {
            ClockEntryKind.Started => "dossier.entry.started",
            ClockEntryKind.Stopped => "dossier.entry.stopped",
            ClockEntryKind.Resumed => "dossier.entry.resumed",
            ClockEntryKind.Restarted => "dossier.entry.restarted",
            ClockEntryKind.Extended => "dossier.entry.extended",
            _ => "dossier.entry.ended",
        };

    public static string Of(Channel channel) =>
        channel switch
        {
            Channel.Online => "dossier.channel.online",
            Channel.Post => "dossier.channel.post",
            _ => "dossier.channel.counter",
        };

    public static string Ground(string ground) => $"clock.ground.{ground}";

    /// <summary>{0} is the amount.</summary>
    public static string Fee(Dossier dossier) =>
        dossier.Fee == 0 ? "dossier.fee.none"
        : dossier.FeeWaived ? "dossier.fee.waived"
        : dossier.PaidOnline ? "dossier.fee.paid-online"
        : dossier.PayableOnline ? "dossier.fee.payable-online"
        : "dossier.fee.due";

    /// <summary>What an event says beyond its name.</summary>
    public static IEnumerable<string> Details(DossierEvent item, DossierFile file, Texts texts)
    {
        var language = Texts.CurrentLanguage;
        if (item.OnBehalfOf is { } principal)
        {
            yield return texts[
                "absence.on-behalf",
                file.NameOf(principal) ?? texts["dossier.actor.unknown"]
            ];
        }

        if (item["reason"] is { } reason)
        {
            yield return texts["dossier.detail.reason", Reasons.InWords(reason, language)];
        }

        if (item["basis"] is { } basis)
        {
            yield return texts["dossier.detail.basis", basis];
        }

        if (item["sector_law"] is { } law)
        {
            yield return texts["dossier.detail.sector-law", law];
        }

        if (
            item["papers"] is { Length: > 0 } papers
            && (item.Event.Type is "supplement-requested" or "attached")
        )
        {
            yield return texts[
                "dossier.detail.papers",
                string.Join("; ", Papers(papers, file).Select(p => p.NameIn(language)))
            ];
        }

        if (
            item["ticket"] is { } ticket
            && int.TryParse(item["waited"], CultureInfo.InvariantCulture, out var waited)
        )
        {
            yield return texts["dossier.detail.ticket", ticket, waited / 60];
        }

        if (item["outage"] is not null)
        {
            yield return texts["outage.detail", file.Dossier.ReceivedAt];
        }

        if (item["sheet"] is { } sheet)
        {
            yield return texts["dossier.detail.sheet", sheet];
        }

        if (item["file"] is { } hash)
        {
            yield return texts["dossier.detail.file", hash[..12]];
        }

        if (item[DossierEvents.Original] is { } original)
        {
            yield return texts["dossier.detail.original", original[..12]];
        }

        if (item["note"] is { } note)
        {
            yield return texts["dossier.detail.note", note];
        }

        if (item["result_number"] is { } number)
        {
            yield return texts["dossier.detail.result-number", number];
        }

        if (item["question"] is { } question)
        {
            yield return texts["dossier.detail.question", question];
        }

        if (item["answer"] is { } answer)
        {
            yield return texts["dossier.detail.answer", texts[$"process.value.{answer}"]];
        }

        if (item["outcome"] is { } outcome)
        {
            yield return texts["dossier.detail.outcome", texts[$"process.value.{outcome}"]];
        }

        if (item["case"] is { } part)
        {
            yield return texts["dossier.detail.case", part];
        }

        if (item["act"] is { } act)
        {
            yield return texts["dossier.detail.act", act];
        }

        if (
            item.Payload.Set.TryGetValue("step", out var step)
            && int.TryParse(step, CultureInfo.InvariantCulture, out var at)
            && at >= 1
            && at <= file.Work.Steps.Count
            && item.Event.Type is "assigned" or "forwarded"
        )
        {
            yield return texts["dossier.detail.step", file.Work.Steps[at - 1].NameIn(language)];
        }
    }

    /// <summary>The papers whose numbers a payload names.</summary>
    public static IEnumerable<Procedures.RequiredPaper> Papers(string numbers, DossierFile file)
    {
        var named = numbers.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return file.Work.Version.Papers.Where(p =>
            named.Contains(p.Number.ToString(CultureInfo.InvariantCulture))
        );
    }
}
