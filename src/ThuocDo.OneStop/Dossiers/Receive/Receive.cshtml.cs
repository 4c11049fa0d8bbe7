using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Counter.Outages;
using ThuocDo.OneStop.Dossiers.Papers;
using ThuocDo.OneStop.Forms;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Procedures.Search;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.OneStop.Dossiers.Receive;

/// <summary>Takes a dossier in at the counter: office, procedure, then one page (Decree 61/2018 Art 17).</summary>
[Requires(Permissions.DossierReceive)]
public sealed class ReceiveModel(
    ReceiveDossier receive,
    CatalogueDirectory catalogues,
    CatalogueSearch search,
    UnitDirectory directory,
    Calendars calendars,
    OutageRegister outages,
    SecretSeal seal,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    public const int PageSize = 25;

    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty(Name = OneStopLinks.ProcedureCode, SupportsGet = true)]
    public string? ProcedureCode { get; set; }

    [BindProperty(Name = OneStopLinks.Search, SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int? PageNumber { get; set; }

    [BindProperty]
    public ReceiveInput Input { get; set; } = new();

    /// <summary>The electronic declaration, where the procedure has one; not needed where it was handed in on paper.</summary>
    [BindProperty]
    public Dictionary<string, string?> Answers { get; set; } = [];

    public FormView? Form { get; private set; }

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The tracking secret under seal: nobody can choose it, and a second click knows it.</summary>
    [BindProperty]
    public string? Sealed { get; set; }

    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public Unit? Office { get; private set; }
    public IReadOnlyList<(Procedure Procedure, ProcedureVersion Version)> Found
    {
        get;
        private set;
    } = [];
    public int Total { get; private set; }
    public int Pages { get; private set; }
    public int Current { get; private set; }

    /// <summary>The applicant was filled in from a card just now; the officer goes on with the telephone.</summary>
    public bool IsFromCard { get; private set; }

    /// <summary>The words typed fit one procedure of this office: its form is opened at once.</summary>
    public bool IsOnlyOne { get; private set; }
    public Procedure? Procedure { get; private set; }
    public ProcedureVersion? Version { get; private set; }

    /// <summary>What is promised: the limit of the province, or the shorter one of the office.</summary>
    public Limit Limit { get; private set; }

    /// <summary>The appointment a receipt at this moment would promise; none where the calendar does not reach.</summary>
    public DateTime? Promise { get; private set; }

    /// <summary>Outages of the office for which receipts on paper may still be entered.</summary>
    public IReadOnlyList<Outage> Outages { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        if (IsOnlyOne)
        {
            return Redirect(OneStopLinks.ReceiveAt(Office!.Key, Found[0].Procedure.Code));
        }

        Key = Guid.CreateVersion7().ToString("N");
        Sealed = seal.Close(TrackingSecret.New());
        Input.Subject = Procedure?.ShortVi;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        if (Office is null || Procedure is null || Version is null)
        {
            return Redirect(OneStopLinks.ReceiveAt(UnitKey));
        }

        if (seal.Open(Sealed) is not { } secret || string.IsNullOrEmpty(Key))
        {
            ModelState.Remove(nameof(Key));
            ModelState.Remove(nameof(Sealed));
            Key = Guid.CreateVersion7().ToString("N");
            Sealed = seal.Close(TrackingSecret.New());
            ModelState.Wrong("", texts, "receive.form-too-old");
            return Page();
        }

        // A scanner presses Enter after what it has read: the form is filled and shown again, nothing is received yet.
        if (!string.IsNullOrWhiteSpace(Input.Card))
        {
            FillFromCard();
            return Page();
        }

        Check();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await receive.RunAsync(RequestOf(secret), cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        var code = outcome.Value!.Code;
        ShownSecret.Keep(TempData, code, secret);
        this.Done("receive.done", code);
        // A result of the same day needs no slip unless it is asked for (Decree 61/2018 Art 17.4); it is recorded all the same.
        return Redirect(
            Version!.IsSameDay ? OneStopLinks.Dossier(code) : OneStopLinks.ReceiptSlip(code)
        );
    }

    public IEnumerable<SelectListItem> PaperItems =>
        Version!.Papers.Select(p => new SelectListItem(
            texts[
                p.IsRequired ? "receive.paper" : "receive.paper.optional",
                p.NameIn(Texts.CurrentLanguage),
                p.Originals,
                p.Copies
            ],
            p.Number.ToString(CultureInfo.InvariantCulture)
        ));

    public IEnumerable<SelectListItem> ChannelItems =>
        Enum.GetValues<Channel>()
            .Where(c => c != Channel.Online || Version!.IsOnline(clock.Today))
            .Where(c => c != Channel.Post || Version!.PostEligible)
            .Select(c => new SelectListItem(texts[DossierTexts.Of(c)], c.ToString()));

    public IEnumerable<SelectListItem> FeeItems
    {
        get
        {
            yield return new(texts["receive.fee.due"], nameof(FeeState.Due));
            yield return new(texts["receive.fee.waived"], nameof(FeeState.Waived));
            if (Version!.IsPayableOnline(clock.Today))
            {
                yield return new(texts["receive.fee.paid-online"], nameof(FeeState.PaidOnline));
            }
        }
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var tree = await directory.GetAsync(cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        Offices =
        [
            .. tree
                .All.Where(u =>
                    u.IsValidOn(today)
                    && u.Identifier is not null
                    && user.Can(Permissions.DossierReceive, u.Id)
                    && catalogue.Versions.Any(v => v.IsValidOn(today) && Placement.Receives(v, u))
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.ShortName, StringComparer.Create(Formats.Sorting, false)),
        ];
        Office = Offices.Count == 1 ? Offices[0] : Offices.FirstOrDefault(u => u.Key == UnitKey);
        if (Office is null)
        {
            return;
        }

        var received = catalogue
            .Procedures.Select(p => (Procedure: p, Version: catalogue.VersionOn(p.Id, today)))
            .Where(p => Placement.Refusal(p.Version, Office, tree, today) is null)
            .Select(p => (p.Procedure, Version: p.Version!))
            .ToList();
        if (
            received.FirstOrDefault(p => p.Procedure.Code == ProcedureCode) is
            { Version: not null } one
        )
        {
            (Procedure, Version) = one;
            Limit =
                catalogue.OfficeLimitOn(
                    one.Procedure.Id,
                    one.Version.CompetentUnitId ?? Office.Id,
                    today
                ) ?? one.Version.PromisedLimit;
            Promise = await PromiseNowAsync(Limit, cancellation);
            Outages = await outages.OpenToEntryAsync(Office.Id, cancellation);
            Form = FormBook.OwnOf(one.Procedure, one.Version) is { } form
                ? new FormView(form, form.Clean(Answers))
                : null;
            return;
        }

        var byCode = received.ToDictionary(p => p.Procedure.Code);
        var finding = (await search.GetAsync(cancellation)).Find(Search);
        var found = finding
            .Entries.Where(e => byCode.ContainsKey(e.Code))
            .Select(e => byCode[e.Code])
            .ToList();
        IsOnlyOne = found.Count == 1 && !finding.IsLoose && !string.IsNullOrWhiteSpace(Search);
        Total = found.Count;
        Pages = (Total + PageSize - 1) / PageSize;
        Current = Math.Clamp(PageNumber ?? 1, 1, Math.Max(Pages, 1));
        Found = [.. found.Skip((Current - 1) * PageSize).Take(PageSize)];
    }

    private async Task<DateTime?> PromiseNowAsync(Limit limit, CancellationToken cancellation)
    {
        var calendar = await calendars.ForAsync(Office!.Id, cancellation);
        try
        {
            return Deadline.DueLocal(
                VietnamTime.ToLocal(clock.Now),
                limit,
                calendar.AsKnownOn(clock.Today)
            );
        }
        catch (CalendarRangeException)
        {
            return null;
        }
    }

    private void FillFromCard()
    {
        var card = IdentityCard.Read(Input.Card, clock.Today);
        ModelState.Clear();
        if (card is null)
        {
            Input.Card = null;
            Wrong(nameof(ReceiveInput.Card), "receive.card.wrong");
            return;
        }

        (Input.Card, Input.Identity, Input.Name, Input.Address) = (
            null,
            card.Number,
            card.Name,
            card.Address
        );
        IsFromCard = true;
    }

    private void Check()
    {
        if (
            ReceiveInput.Digits(Input.Identity) is { } identity
            && !ReceiveInput.IsIdentity(identity)
        )
        {
            Wrong(nameof(ReceiveInput.Identity), "receive.identity.wrong", identity.Length);
        }

        if (ReceiveInput.Digits(Input.Phone) is { } phone && !ReceiveInput.IsPhone(phone))
        {
            Wrong(nameof(ReceiveInput.Phone), "receive.phone.wrong");
        }

        if (Input.TakenInAt is { Year: < 2000 or > 2100 })
        {
            Wrong(nameof(ReceiveInput.TakenInAt), "outage.time.wrong");
        }

        if (ChannelItems.All(c => c.Value != Input.Channel.ToString()))
        {
            Wrong(nameof(ReceiveInput.Channel), "receive.channel.wrong");
        }

        if (Version!.Fee > 0 && FeeItems.All(f => f.Value != Input.Fee.ToString()))
        {
            Wrong(nameof(ReceiveInput.Fee), "receive.fee.wrong");
        }

        if (Form is { IsBegun: true } filled)
        {
            FormView.Show(
                ModelState,
                filled.Form.Schema.Check(filled.Answers, clock.Today),
                filled.Form,
                texts
            );
        }

        if (Input.AllPapers)
        {
            Input.Papers =
            [
                .. Input.Papers.Union(
                    Version.Papers.Where(p => p.IsRequired).Select(p => p.Number)
                ),
            ];
        }

        var missing = Version.Papers.Where(p => p.IsRequired && !Input.Papers.Contains(p.Number));
        var list = string.Join(
            "; ",
            missing.Select(p =>
                texts[
                    "receive.paper.missing.one",
                    p.NameIn(Texts.CurrentLanguage),
                    p.Originals,
                    p.Copies
                ]
            )
        );
        if (list.Length > 0)
        {
            Wrong(nameof(ReceiveInput.Papers), "receive.paper.missing", list);
        }
    }

    private void Wrong(string field, string key, params object?[] arguments) =>
        ModelState.Wrong($"{nameof(Input)}.{field}", texts, key, arguments);

    private ReceiveRequest RequestOf(string secret) =>
        new()
        {
            Key = Key!,
            ReceivingUnitId = Office!.Id,
            ProcedureId = Procedure!.Id,
            Subject = string.IsNullOrWhiteSpace(Input.Subject)
                ? Procedure.ShortVi
                : Input.Subject.Trim(),
            ApplicantName = Input.Name!.Trim().Normalize(),
            IdentityNumber = ReceiveInput.Digits(Input.Identity),
            Phone = ReceiveInput.Digits(Input.Phone),
            Email = Input.Email?.Trim(),
            Address = Input.Address?.Trim(),
            Channel = Input.Channel,
            Papers =
            [
                .. Input.Papers.Where(n => Version!.Papers.Any(p => p.Number == n)).Distinct(),
            ],
            FeeWaived = Version!.Fee > 0 && Input.Fee == FeeState.Waived,
            PaidOnline = Version.Fee > 0 && Input.Fee == FeeState.PaidOnline,
            ReturnByPost = Input.ReturnByPost,
            ElectronicIdentity = Input.ElectronicIdentity,
            Form = Form is { IsBegun: true } ? Form.Form.Id : null,
            Answers = Form is { IsBegun: true } ? Form.Form.Write(Form.Answers) : null,
            TakenInAt = Input.TakenInAt is { } local ? VietnamTime.ToUtc(local) : null,
            Secret = secret,
        };
}
