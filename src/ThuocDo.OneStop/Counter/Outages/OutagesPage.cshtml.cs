using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Counter.Outages;

/// <summary>What is typed of an outage; times are those of Viet Nam.</summary>
public sealed class OutageInput
{
    [Required]
    public DateTime? From { get; set; }

    public DateTime? To { get; set; }

    [Required]
    [StringLength(Outage.WhatMaxLength)]
    public string? What { get; set; }
}

/// <summary>When an office could not work in the system: reported, ended, listed.</summary>
[Requires(Permissions.CounterManage)]
public sealed class OutagesPageModel(
    ThuocDoDb db,
    OutageRegister register,
    CounterOffices offices,
    Clock clock,
    Texts texts
) : PageModel
{
    private const int Shown = 50;

    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public OutageInput Input { get; set; } = new();

    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public Unit? Office { get; private set; }
    public IReadOnlyList<Outage> Outages { get; private set; } = [];

    public int EntryDays => OutageRegister.Days(clock.Now);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Renew();
        Input.From = Now;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Office is null)
        {
            return Forbid();
        }

        CheckTime($"{nameof(Input)}.{nameof(OutageInput.From)}", Input.From);
        CheckTime($"{nameof(Input)}.{nameof(OutageInput.To)}", Input.To);
        return !ModelState.IsValid
            ? Page()
            : Answer(
                await register.ReportAsync(
                    Key ?? "-",
                    Office.Id,
                    VietnamTime.ToUtc(Input.From!.Value),
                    Input.To is { } to ? VietnamTime.ToUtc(to) : null,
                    Input.What!,
                    cancellation
                ),
                "outage.reported"
            );
    }

    public async Task<IActionResult> OnPostEndAsync(
        Guid outage,
        DateTime? at,
        CancellationToken cancellation
    )
    {
        await LoadAsync(cancellation);
        if (Office is null)
        {
            return Forbid();
        }

        // The fields of a new outage are not part of this form.
        foreach (var field in ModelState.Keys.Where(k => k != nameof(at)).ToList())
        {
            ModelState.Remove(field);
        }

        CheckTime(nameof(at), at);
        if (!ModelState.IsValid)
        {
            Renew();
            return Page();
        }

        return Answer(
            await register.EndAsync(
                Key ?? "-",
                outage,
                at is { } local ? VietnamTime.ToUtc(local) : clock.Now,
                cancellation
            ),
            "outage.ended"
        );
    }

    private void CheckTime(string field, DateTime? typed)
    {
        if (typed is { Year: < 2000 or > 2100 })
        {
            ModelState.Wrong(field, texts, "outage.time.wrong");
        }
    }

    /// <summary>As a field for a time takes it.</summary>
    public DateTime Now
    {
        get
        {
            var now = VietnamTime.ToLocal(clock.Now);
            return now.Date.AddHours(now.Hour).AddMinutes(now.Minute);
        }
    }

    private IActionResult Answer(Outcome outcome, string done)
    {
        if (outcome.Succeeded)
        {
            this.Done(done);
            return Redirect(CounterLinks.OutagesOf(Office!.Key));
        }

        this.Refuse(outcome, texts);
        Renew();
        return Page();
    }

    private void Renew()
    {
        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Offices = await offices.OfAsync(Permissions.CounterManage, cancellation);
        Office = CounterOffices.Choose(Offices, UnitKey);
        if (Office is { } office)
        {
            Outages = await db.Set<Outage>()
                .AsNoTracking()
                .Where(o => o.UnitId == office.Id)
                .OrderByDescending(o => o.FromAt)
                .Take(Shown)
                .ToListAsync(cancellation);
        }
    }
}
