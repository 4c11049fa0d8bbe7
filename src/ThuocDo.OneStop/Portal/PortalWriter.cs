using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Exchange;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Portal;

/// <summary>Makes the messages about a dossier as it was right after an event, without the applicant's particulars.</summary>
public sealed class PortalWriter(Texts texts, CatalogueDirectory catalogues, UnitDirectory units)
{
    private const string Language = "vi";

    /// <summary>Null for a draft, which is not exchanged.</summary>
    public async Task<(PortalDossier Dossier, PortalProgress Progress)?> WriteAsync(
        ThuocDoDb db,
        DossierMoment moment,
        CancellationToken cancellation
    )
    {
        if (PortalCodes.StatusOf(moment.Dossier.State) is not { } status)
        {
            return null;
        }

        var actors = moment.Events.Select(e => e.Event.ActorId).OfType<Guid>().Distinct().ToList();
        var names = await db.Set<Account>()
            .Where(a => actors.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await units.GetAsync(cancellation);
        var story = new PortalStory(
            moment,
            catalogue[moment.Dossier.ProcedureId],
            catalogue.Version(moment.Dossier.ProcedureVersionId),
            tree[moment.Dossier.UnitId].Name,
            tree[moment.Dossier.ReceivingUnitId].Name,
            names,
            texts
        );
        return (story.Dossier(status), story.Progress(status));
    }

    /// <summary>The chain of a dossier read as the portal asks for it.</summary>
    private sealed record PortalStory(
        DossierMoment Moment,
        Procedure Procedure,
        ProcedureVersion Version,
        string Unit,
        string Receiving,
        IReadOnlyDictionary<Guid, string> Names,
        Texts Texts
    )
    {
        public PortalDossier Dossier(int status)
        {
            var d = Moment.Dossier;
            var audience = Procedure.Audience == Audience.Business ? "Business" : "Person";
            var papers = Papers().ToList();
            return new PortalDossier
            {
                Code = d.Code,
                ProcedureCode = Procedure.Code,
                ProcedureName = Procedure.NameVi,
                FieldName = Procedure.FieldVi,
                Channel = PortalCodes.Of("KenhThucHien", d.Channel.ToString()),
                ApplicantKind = PortalCodes.Of("LoaiDoiTuong", audience),
                IdentityKind = PortalCodes.Of("LoaiDinhDanh", audience),
                Subject = d.Subject,
                FiledAt = PortalCodes.Instant(d.ReceivedAt),
                ReceivedAt = PortalCodes.Instant(d.ReceivedAt),
                PromisedAt = PortalCodes.Instant(Dues().Last(due => due is not null)),
                Status = status,
                ReturnedAt = PortalCodes.Instant(d.ReturnedAt),
                ReturnPlace = Receiving,
                ReturnKind = PortalCodes.Of("HinhThuc", d.ReturnByPost ? "Post" : "Counter"),
                ClosedAt = PortalCodes.Instant(d.ClosedAt),
                RefusedAt =
                    d.State == DossierState.RejectedAtIntake || d.Result == DossierResult.Refused
                        ? PortalCodes.Instant(d.ClosedAt)
                        : null,
                Unit = Unit,
                Note = Moment.Last["reason"] is { } reason
                    ? Reasons.InWords(reason, Language)
                    : null,
                FiledWhere = PortalCodes.Of("NoiNopHoSo", "Local"),
                HasDigitised = papers.Any(p => p.IsDigitised == 1) ? 1 : 0,
                HasIdentity = d.ElectronicIdentity ? 1 : 0,
                PayableOnline = d.PayableOnline
                    ? PortalCodes.Of("DuocThanhToanTrucTuyen", "OwnGateway")
                    : null,
                Papers = papers,
                Fees =
                    d.Fee > 0 && !d.FeeWaived
                        ?
                        [
                            new PortalFee
                            {
                                Name = Texts.In(Language, "portal.fee"),
                                Code = Procedure.Code + "-1",
                                Moment = PortalCodes.Of("HinhThucThu", "AtReceipt"),
                                Amount = d.Fee,
                            },
                        ]
                        : [],
                Supplements = [.. Supplements()],
                Results = [.. Results()],
            };
        }

        public PortalProgress Progress(int status)
        {
            var happened = Moment.Last;
            return new PortalProgress
            {
                Code = Moment.Dossier.Code,
                Person = NameOf(happened),
                Title = Texts.In(Language, RoleOf(happened.Event.Type).NameKey()),
                At = PortalCodes.Instant(happened.Event.At),
                Unit = Unit,
                What = DossierEvents.InWords(happened.Event.Type).Render(Texts, Language),
                Status = status,
                StartedAt = PortalCodes.Instant(
                    Moment.Events.Count > 1 ? Moment.Events[^2].Event.At : happened.Event.At
                ),
                DueAt = PortalCodes.Instant(Moment.Dossier.DueAt),
            };
        }

        /// <summary>The due date after each event, as far as there was one.</summary>
        private IEnumerable<DateTime?> Dues()
        {
            DateTime? due = null;
            foreach (var each in Moment.Events)
            {
                if (each.Payload.Set.TryGetValue("due_at", out var text))
                {
                    due = text is null ? null : Canonical.ParseInstant(text);
                }

                yield return due;
            }
        }

        /// <summary>What the acting person is there for: the counter, the head, the signer, else whoever does the step it ends.</summary>
        private Role RoleOf(string happened) =>
            happened switch
            {
                "received" or "supplement-received" or "withdrawn" or "returned" =>
                    Role.Receptionist,
                "extended" => Role.UnitHead,
                "finished" or "refused" => Role.Signer,
                _ => Version.Steps[Math.Clamp(StepBefore(), 1, Version.Steps.Count) - 1].Role,
            };

        /// <summary>The step before the event.</summary>
        private int StepBefore()
        {
            var step = 1;
            foreach (var each in Moment.Events.SkipLast(1))
            {
                if (each.Payload.Set.TryGetValue("step", out var text) && text is not null)
                {
                    step = int.Parse(text, CultureInfo.InvariantCulture);
                }
            }

            return step;
        }

        private IEnumerable<PortalPaper> Papers()
        {
            var handedIn = Numbers(Moment.Events[0]["papers"]);
            var files = Moment
                .Events.Where(e => e.Event.Type == "attached")
                .ToLookup(e => e["papers"] ?? "", e => e["file"]);
            foreach (var paper in Version.Papers)
            {
                var number = Text(paper.Number);
                foreach (var file in files[number])
                {
                    yield return Paper(paper.NameVi, paper.Number, file);
                }

                if (!files[number].Any() && handedIn.Contains(number))
                {
                    yield return Paper(paper.NameVi, paper.Number, null);
                }
            }

            foreach (var file in files[""])
            {
                yield return Paper(Texts.In(Language, "portal.other_paper"), null, file);
            }
        }

        private PortalPaper Paper(string name, int? number, string? file) =>
            new()
            {
                FileId = file,
                Name = name,
                IsDeleted = false,
                PaperCode = number is { } n ? $"{Procedure.Code}-{Text(n)}" : null,
                IsDigitised = file is null ? 0 : 1,
                IsReused = 0,
                IsFromNationalStore = 0,
            };

        private IEnumerable<PortalSupplement> Supplements()
        {
            var dues = Dues().ToList();
            for (var i = 0; i < Moment.Events.Count; i++)
            {
                var asked = Moment.Events[i];
                if (asked.Event.Type != "supplement-requested")
                {
                    continue;
                }

                var at = Enumerable
                    .Range(i + 1, Moment.Events.Count - i - 1)
                    .FirstOrDefault(j => Moment.Events[j].Event.Type == "supplement-received", -1);
                var came = at < 0 ? null : Moment.Events[at];
                var numbers = Numbers(asked["papers"]);
                yield return new PortalSupplement
                {
                    Id = asked.Event.Id.ToString("N"),
                    AskedBy = NameOf(asked),
                    Asked = Reasons.InWords(asked["reason"] ?? "", Language),
                    AskedAt = PortalCodes.Instant(asked.Event.At),
                    ReceivedBy = came is null ? null : NameOf(came),
                    ReceivedAt = PortalCodes.Instant(came?.Event.At),
                    State = PortalCodes.Of(
                        "TrangThaiBoSung",
                        came is null ? "Waiting" : "Received"
                    ),
                    Papers =
                    [
                        .. Version
                            .Papers.Where(p => numbers.Contains(Text(p.Number)))
                            .Select(p => Paper(p.NameVi, p.Number, null)),
                    ],
                    DueBefore = PortalCodes.Instant(dues[i - 1]),
                    DueAfter = at < 0 ? null : PortalCodes.Instant(dues[at]),
                };
            }
        }

        private IEnumerable<PortalResult> Results() =>
            Moment
                .Events.Where(e => e.Event.Type == "finished")
                .Select(e => new PortalResult
                {
                    Name = Texts.In(Language, "portal.result"),
                    FileId = e["file"],
                    Number = e["result_number"],
                });

        /// <summary>Whoever acted; without an account it was the office, which is never left blank.</summary>
        private string NameOf(DossierEvent happened) =>
            happened.Event.ActorId is { } id && Names.TryGetValue(id, out var name) ? name : Unit;

        private static string[] Numbers(string? list) => (list ?? "").Split(',');

        private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
