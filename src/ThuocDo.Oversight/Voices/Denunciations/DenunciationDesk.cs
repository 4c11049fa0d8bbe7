using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Oversight.Voices.Feedbacks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Oversight.Voices.Denunciations;

/// <param name="Content">The bytes themselves: a file of a denunciation never reaches the file store.</param>
public sealed record DenunciationFile(string Name, FileKind Kind, byte[] Content);

/// <summary>What lies in the box.</summary>
/// <param name="Name">None: without a name.</param>
public sealed record DenunciationContent(
    string? Name,
    string? Contact,
    string About,
    string Text,
    IReadOnlyList<DenunciationFile> Files
);

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Shown">Accounts that the form named as readers, joined; none: not asked by a form.</param>
public sealed record NewDenunciation(
    string Key,
    string Secret,
    Guid UnitId,
    string? Name,
    string? Contact,
    string? About,
    string? Text,
    IReadOnlyList<DenunciationFile> Files,
    string? Shown = null
);

/// <summary>A denunciation as somebody named sees it before it is opened.</summary>
public sealed record DenunciationFolder(
    Denunciation Denunciation,
    DateOnly? DueOn,
    IReadOnlyList<Account> Named,
    IReadOnlyList<Account> Others,
    int Notes
);

/// <summary>An opened note.</summary>
public sealed record OpenNote(Guid AccountId, DateTime At, string Text);

public sealed record OpenedDenunciation(DenunciationContent Content, IReadOnlyList<OpenNote> Notes);

/// <summary>
/// Takes denunciations in and lets those named open them. The text is sealed before anything is written; it is opened only in the request
/// in which somebody named gives the own passphrase. Whoever is not named is told that there is nothing.
/// </summary>
public sealed class DenunciationDesk(
    VoiceActs acts,
    EnvelopeStrength strength,
    Shared.Time.INationalCalendar calendars
)
{
    public const int TextMaxLength = 20_000;
    public const int FieldMaxLength = 500;
    public const int PassphraseMinLength = 12;
    public const string Missing = "denounce.refused.missing";
    public const string WrongPassphrase = "denounce.refused.passphrase";

    /// <summary>So many wrong passphrases close the desk to an account for so long.</summary>
    public const int WrongBeforeLock = 5;
    public const int LockMinutes = 15;
    private const string Denied = "denied";

    /// <summary>Those for whom a denunciation to the body would be sealed now.</summary>
    public async Task<IReadOnlyList<Account>> ReceiversAsync(
        Guid unit,
        CancellationToken cancellation
    ) => [.. (await KeysAsync(unit, receiving: true, cancellation)).Select(k => k.Account)];

    /// <returns>The code.</returns>
    public Task<Outcome<string>> SendAsync(
        NewDenunciation request,
        CancellationToken cancellation
    ) =>
        acts.AddAsync(
            request.Key,
            "denunciation.send",
            null,
            async token =>
            {
                var tree = await acts.TreeAsync(token);
                if (FeedbackDesk.Body(tree, request.UnitId, acts.Today) is not { } unit)
                {
                    return Outcome<string>.Refused("voice.refused.unit");
                }

                var (about, text) = (
                    VoiceActs.Words(request.About, FieldMaxLength),
                    VoiceActs.Words(request.Text, TextMaxLength)
                );
                if (!about.Succeeded || !text.Succeeded)
                {
                    return about.Succeeded ? text : about;
                }

                var (name, contact) = (
                    VoiceActs.Clean(request.Name),
                    VoiceActs.Clean(request.Contact)
                );
                if (name?.Length > FieldMaxLength || contact?.Length > FieldMaxLength)
                {
                    return Outcome<string>.Refused("voice.refused.long", FieldMaxLength);
                }

                if (name is null && !VoiceRules.TakesAnonymous(acts.Today))
                {
                    return Outcome<string>.Refused("denounce.refused.name");
                }

                var keys = await KeysAsync(unit.Id, receiving: true, token);
                if (keys.Count == 0)
                {
                    return Outcome<string>.Refused("denounce.refused.nobody");
                }

                // Whoever began to receive after the form was shown is not one of those it spoke of.
                if (
                    request.Shown is { } shown
                    && shown != Denunciation.Join(keys.Select(k => k.Account.Id))
                )
                {
                    return Outcome<string>.Refused("denounce.refused.readers");
                }

                var id = acts.NewId();
                var key = Envelope.NewKey();
                var box = Close(
                    key,
                    new DenunciationContent(
                        name,
                        contact,
                        about.Value!,
                        text.Value!,
                        request.Files
                    ),
                    id
                );
                List<DenunciationSeat> seats = [.. keys.Select(k => Seat(id, k, key))];
                var denunciation = new Denunciation
                {
                    Id = id,
                    Code = VoiceSecret.NewCode("TC"),
                    SecretHash = VoiceSecret.Hash(request.Secret),
                    UnitId = unit.Id,
                    ReceivedOn = acts.Today,
                    BoxHash = DenunciationKey.Hash(box),
                    Named = Denunciation.Join(keys.Select(k => k.Account.Id)),
                    SeatsHash = DenunciationSeat.HashOf(seats),
                };
                acts.Db.AddRecorded(Denunciation.Fields, denunciation, "sent", acts.Now, null);
                acts.Db.Add(new DenunciationBox { DenunciationId = id, Content = box });
                acts.Db.AddRange(seats);
                CryptographicOperations.ZeroMemory(key);
                return Outcome<string>.Of(denunciation.Code);
            },
            cancellation
        );

    /// <summary>Code, state and days for whoever sent it; nothing of what stands in it.</summary>
    public async Task<Denunciation?> TrackAsync(
        string? code,
        string? secret,
        CancellationToken cancellation
    ) =>
        !string.IsNullOrWhiteSpace(code)
        && !string.IsNullOrWhiteSpace(secret)
        && await acts
            .Db.Set<Denunciation>()
            .AsNoTracking()
            .SingleOrDefaultAsync(d => d.Code == VoiceSecret.Code(code), cancellation)
            is { } found
        && VoiceSecret.Matches(secret, found.SecretHash)
            ? found
            : null;

    public async Task<DenunciationKey?> OwnKeyAsync(CancellationToken cancellation) =>
        acts.User.UserId is { } account
            ? await acts
                .Db.Set<DenunciationKey>()
                .AsNoTracking()
                .SingleOrDefaultAsync(k => k.AccountId == account, cancellation)
            : null;

    /// <summary>Makes the own key. There is one for each person and no way to a second: what is sealed for it would be lost.</summary>
    public Task<Outcome<bool>> MakeKeyAsync(
        string key,
        string? passphrase,
        CancellationToken cancellation
    ) =>
        acts.AddAsync(
            key,
            "denunciation.key",
            acts.User.UserId,
            async token =>
            {
                if (
                    acts.User.UserId is not { } account
                    || !acts.User.Can(Permissions.DenunciationHandle)
                )
                {
                    return Outcome<bool>.Refused(VoiceActs.NotAllowed);
                }

                if (passphrase is null || passphrase.Length < PassphraseMinLength)
                {
                    return Outcome<bool>.Refused("denounce.refused.short", PassphraseMinLength);
                }

                if (
                    await acts
                        .Db.Set<DenunciationKey>()
                        .AnyAsync(k => k.AccountId == account, token)
                )
                {
                    return Outcome<bool>.Refused("denounce.refused.second-key");
                }

                var pair = Envelope.Make(passphrase, strength.Rounds);
                acts.Db.AddRecorded(
                    DenunciationKey.Fields,
                    new DenunciationKey
                    {
                        Id = acts.NewId(),
                        AccountId = account,
                        PublicKey = pair.Public,
                        SealedPrivate = pair.SealedPrivate,
                    },
                    "made",
                    acts.Now,
                    account
                );
                return Outcome<bool>.Of(true);
            },
            cancellation
        );

    /// <summary>Whether new denunciations are sealed for the own key too.</summary>
    public Task<Outcome> ReceiveAsync(
        VoiceKey key,
        bool receives,
        CancellationToken cancellation
    ) =>
        acts.ChangeAsync(
            key,
            DenunciationKey.Fields,
            "receive",
            (mine, _, _) =>
                Task.FromResult(
                    mine.AccountId == acts.User.UserId
                        && acts.User.Can(Permissions.DenunciationHandle)
                ),
            (mine, _, _) =>
            {
                mine.Receives = receives;
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    /// <summary>Those the person is named for.</summary>
    public async Task<IReadOnlyList<DenunciationFolder>> MineAsync(CancellationToken cancellation)
    {
        if (acts.User.UserId is not { } account || !acts.User.Can(Permissions.DenunciationHandle))
        {
            return [];
        }

        var calendar = await calendars.NationalAsync(cancellation);
        var rows = await acts
            .Db.Set<Denunciation>()
            .AsNoTracking()
            .Where(d =>
                acts.Db.Set<DenunciationSeat>()
                    .Any(s => s.DenunciationId == d.Id && s.AccountId == account)
            )
            .OrderByDescending(d => d.Id)
            .Take(FeedbackShelf.MostListed)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(d => new DenunciationFolder(d, d.DueOn(calendar), [], [], 0))
                .OrderBy(f => f.DueOn is null)
                .ThenBy(f => f.DueOn),
        ];
    }

    /// <returns>None where there is none, or where the person is not named: the two look the same.</returns>
    public async Task<DenunciationFolder?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (
            await SeatAsync(id, cancellation) is null
            || await acts
                .Db.Set<Denunciation>()
                .AsNoTracking()
                .SingleOrDefaultAsync(d => d.Id == id, cancellation)
                is not { } found
        )
        {
            return null;
        }

        var named = await acts
            .Db.Set<DenunciationSeat>()
            .Where(s => s.DenunciationId == id)
            .Select(s => s.AccountId)
            .ToListAsync(cancellation);
        var people = await acts
            .Db.Set<Account>()
            .AsNoTracking()
            .Where(a => named.Contains(a.Id))
            .OrderBy(a => a.DisplayName)
            .ToListAsync(cancellation);
        var others = (await KeysAsync(found.UnitId, receiving: false, cancellation))
            .Select(k => k.Account)
            .Where(a => !named.Contains(a.Id));
        var notes = await acts
            .Db.Set<DenunciationNote>()
            .CountAsync(n => n.DenunciationId == id, cancellation);
        return new DenunciationFolder(
            found,
            found.DueOn(await calendars.NationalAsync(cancellation)),
            people,
            [.. others],
            notes
        );
    }

    /// <summary>Opens it for this request; that it was opened is written down before.</summary>
    public async Task<Outcome<OpenedDenunciation>> OpenAsync(
        Guid id,
        string? passphrase,
        CancellationToken cancellation
    )
    {
        var key = await KeyOfAsync(id, passphrase, cancellation);
        if (!key.Succeeded)
        {
            return Outcome<OpenedDenunciation>.From(key);
        }

        await acts.OpenedAsync(Denunciation.Chain, id, cancellation);
        var box = await acts
            .Db.Set<DenunciationBox>()
            .Where(b => b.DenunciationId == id)
            .Select(b => b.Content)
            .SingleOrDefaultAsync(cancellation);
        var notes = await acts
            .Db.Set<DenunciationNote>()
            .AsNoTracking()
            .Where(n => n.DenunciationId == id)
            .OrderBy(n => n.Id)
            .ToListAsync(cancellation);
        try
        {
            return box is not null && Open<DenunciationContent>(key.Value!, box, id) is { } content
                ? Outcome<OpenedDenunciation>.Of(
                    new OpenedDenunciation(
                        content,
                        [
                            .. notes.Select(n => new OpenNote(
                                n.AccountId,
                                n.At,
                                Open<string>(key.Value!, n.Box, n.Id) ?? "–"
                            )),
                        ]
                    )
                )
                : Outcome<OpenedDenunciation>.Refused("denounce.refused.broken");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key.Value!);
        }
    }

    public async Task<Outcome<Guid>> NoteAsync(
        string key,
        Guid id,
        string? passphrase,
        string? text,
        CancellationToken cancellation
    )
    {
        var words = VoiceActs.Words(text, TextMaxLength);
        var opened = words.Succeeded
            ? await KeyOfAsync(id, passphrase, cancellation)
            : Outcome<byte[]>.From(words);
        if (!opened.Succeeded)
        {
            return Outcome<Guid>.From(opened);
        }

        return await acts.AddAsync(
            key,
            "denunciation.note",
            acts.User.UserId,
            _ =>
            {
                var note = acts.NewId();
                acts.Db.AddRecorded(
                    DenunciationNote.Fields,
                    new DenunciationNote
                    {
                        Id = note,
                        DenunciationId = id,
                        AccountId = acts.User.UserId!.Value,
                        At = acts.Now,
                        Box = Close(opened.Value!, words.Value!, note),
                    },
                    "written",
                    acts.Now,
                    acts.User.UserId
                );
                return Task.FromResult(Outcome<Guid>.Of(note));
            },
            cancellation
        );
    }

    /// <summary>Names one more person. Only somebody named can: the key has to be opened to be wrapped anew.</summary>
    public async Task<Outcome> NameAsync(
        VoiceKey key,
        string? passphrase,
        Guid account,
        CancellationToken cancellation
    )
    {
        var opened = await KeyOfAsync(key.Id, passphrase, cancellation);
        if (!opened.Succeeded)
        {
            return opened;
        }

        return await ActAsync(
            key,
            "name",
            async (denunciation, token) =>
            {
                var keys = await KeysAsync(denunciation.UnitId, receiving: false, token);
                if (keys.FirstOrDefault(k => k.Account.Id == account) is not { } one)
                {
                    return Outcome.Refused("voice.refused.person");
                }

                var seats = await SeatsAsync(denunciation.Id, token);
                if (seats.All(s => s.AccountId != account))
                {
                    var seat = Seat(denunciation.Id, one, opened.Value!);
                    acts.Db.Add(seat);
                    Sit(denunciation, [.. seats, seat]);
                }

                return Outcome.Done;
            },
            cancellation
        );
    }

    /// <summary>
    /// Gives the own seat up; nobody takes another's away. The last one who can open it stays, or nobody could any more: a seat of a
    /// locked account or of somebody without the right does not count.
    /// </summary>
    public async Task<Outcome> LeaveAsync(
        VoiceKey key,
        string? passphrase,
        CancellationToken cancellation
    )
    {
        var opened = await ProveAsync(key.Id, passphrase, cancellation);
        if (!opened.Succeeded)
        {
            return opened;
        }

        return await ActAsync(
            key,
            "unname",
            async (denunciation, token) =>
            {
                var me = acts.User.UserId;
                var seats = await SeatsAsync(denunciation.Id, token);
                var able = (await KeysAsync(denunciation.UnitId, receiving: false, token))
                    .Select(k => k.Account.Id)
                    .ToHashSet();
                if (!seats.Any(s => s.AccountId != me && able.Contains(s.AccountId)))
                {
                    return Outcome.Refused("denounce.refused.last");
                }

                acts.Db.RemoveRange(seats.Where(s => s.AccountId == me));
                Sit(denunciation, [.. seats.Where(s => s.AccountId != me)]);
                return Outcome.Done;
            },
            cancellation
        );
    }

    /// <summary>A stolen session decides nothing: each step asks for the passphrase.</summary>
    public async Task<Outcome> MoveAsync(
        VoiceKey key,
        string? passphrase,
        DenunciationState to,
        CancellationToken cancellation
    )
    {
        var opened = await ProveAsync(key.Id, passphrase, cancellation);
        if (!opened.Succeeded)
        {
            return opened;
        }

        return await ActAsync(
            key,
            to.ToString().ToLowerInvariant(),
            (denunciation, _) =>
            {
                var from =
                    to == DenunciationState.Concluded
                        ? DenunciationState.Accepted
                        : DenunciationState.Received;
                if (denunciation.State != from || to == DenunciationState.Received)
                {
                    return Task.FromResult(Outcome.Refused(VoiceActs.State));
                }

                denunciation.Move(to, acts.Today);
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );
    }

    /// <summary>The person is who the seat was given to; the key is forgotten at once.</summary>
    private async Task<Outcome> ProveAsync(
        Guid id,
        string? passphrase,
        CancellationToken cancellation
    )
    {
        var key = await KeyOfAsync(id, passphrase, cancellation);
        if (key.Succeeded)
        {
            CryptographicOperations.ZeroMemory(key.Value!);
        }

        return key;
    }

    private static void Sit(Denunciation denunciation, IReadOnlyList<DenunciationSeat> seats) =>
        (denunciation.Named, denunciation.SeatsHash) = (
            Denunciation.Join(seats.Select(s => s.AccountId)),
            DenunciationSeat.HashOf(seats)
        );

    private Task<Outcome> ActAsync(
        VoiceKey key,
        string type,
        Func<Denunciation, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation
    ) =>
        acts.ChangeAsync(
            key,
            Denunciation.Fields,
            type,
            async (denunciation, _, token) => await SeatAsync(denunciation.Id, token) is not null,
            (denunciation, _, token) => change(denunciation, token),
            cancellation
        );

    private Task<List<DenunciationSeat>> SeatsAsync(Guid id, CancellationToken cancellation) =>
        acts
            .Db.Set<DenunciationSeat>()
            .Where(s => s.DenunciationId == id)
            .ToListAsync(cancellation);

    /// <summary>The own seat; none for whoever is not named or may no longer handle denunciations.</summary>
    private async Task<DenunciationSeat?> SeatAsync(Guid id, CancellationToken cancellation) =>
        acts.User.UserId is { } account && acts.User.Can(Permissions.DenunciationHandle)
            ? await acts
                .Db.Set<DenunciationSeat>()
                .AsNoTracking()
                .SingleOrDefaultAsync(
                    s => s.DenunciationId == id && s.AccountId == account,
                    cancellation
                )
            : null;

    /// <summary>The key of a denunciation, by the passphrase of somebody named.</summary>
    private async Task<Outcome<byte[]>> KeyOfAsync(
        Guid id,
        string? passphrase,
        CancellationToken cancellation
    )
    {
        if (
            await SeatAsync(id, cancellation) is not { } seat
            || await OwnKeyAsync(cancellation) is not { } mine
        )
        {
            return Outcome<byte[]>.Refused(Missing);
        }

        var since = acts.Now.AddMinutes(-LockMinutes);
        if (
            await acts
                .Db.Set<VoiceAccess>()
                .CountAsync(
                    a => a.AccountId == mine.AccountId && a.Matter == Denied && a.At > since,
                    cancellation
                ) >= WrongBeforeLock
        )
        {
            return Outcome<byte[]>.Refused("denounce.refused.locked", LockMinutes);
        }

        using var pair = string.IsNullOrEmpty(passphrase)
            ? null
            : Envelope.Unlock(mine.SealedPrivate, passphrase);
        if (pair is not null)
        {
            // The passphrase was right: a seat that does not open was spoilt, and is no wrong guess.
            return Envelope.Unwrap(seat.Wrapped, pair, id) is { } key
                ? Outcome<byte[]>.Of(key)
                : Outcome<byte[]>.Refused("denounce.refused.broken");
        }

        await acts.OpenedAsync(Denied, id, cancellation);
        return Outcome<byte[]>.Refused(WrongPassphrase);
    }

    private sealed record HeldKey(Account Account, DenunciationKey Key);

    /// <summary>
    /// Keys of those who may handle denunciations to the body today, as their owners made them: a public key that was put into the row
    /// later is not the one in its history, and nothing is sealed for it.
    /// </summary>
    private async Task<IReadOnlyList<HeldKey>> KeysAsync(
        Guid unit,
        bool receiving,
        CancellationToken cancellation
    )
    {
        var tree = await acts.TreeAsync(cancellation);
        var body = tree.HeirOf(unit, acts.Today)?.Id ?? unit;
        var holders = await acts.HoldersAsync(Permissions.DenunciationHandle, body, cancellation);
        Guid[] ids = [.. holders.Select(h => h.Id)];
        var keys = await acts
            .Db.Set<DenunciationKey>()
            .AsNoTracking()
            .Where(k => EF.Parameter(ids).Contains(k.AccountId) && (!receiving || k.Receives))
            .ToDictionaryAsync(k => k.AccountId, cancellation);
        var made = await MadeAsync([.. keys.Values.Select(k => k.Id)], cancellation);
        return
        [
            .. holders
                .Where(h =>
                    keys.GetValueOrDefault(h.Id) is { } key
                    && made.GetValueOrDefault(key.Id)
                        == (h.Id.ToString("D"), DenunciationKey.Hash(key.PublicKey))
                )
                .Select(h => new HeldKey(h, keys[h.Id])),
        ];
    }

    /// <summary>For whom each key was made and the hash of its public half, by its first event.</summary>
    private async Task<Dictionary<Guid, (string?, string?)>> MadeAsync(
        Guid[] keys,
        CancellationToken cancellation
    ) =>
        (
            await acts
                .Db.Set<HistoryEvent>()
                .AsNoTracking()
                .Where(e =>
                    e.Chain == DenunciationKey.Fields.Chain
                    && e.Sequence == 1
                    && EF.Parameter(keys).Contains(e.SubjectId)
                )
                .ToListAsync(cancellation)
        )
            .Where(e => e.Hash.AsSpan().SequenceEqual(e.ComputeHash()))
            .ToDictionary(
                e => e.SubjectId,
                e =>
                {
                    var set = EventPayload.Read(e.Payload).Set;
                    return (set.GetValueOrDefault("account"), set.GetValueOrDefault("public"));
                }
            );

    private static DenunciationSeat Seat(Guid id, HeldKey holder, byte[] key) =>
        new()
        {
            DenunciationId = id,
            AccountId = holder.Account.Id,
            Wrapped = Envelope.Wrap(key, holder.Key.PublicKey, id),
        };

    private static byte[] Close<T>(byte[] key, T content, Guid bound)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(content);
        var box = Envelope.Seal(key, bytes, bound);
        CryptographicOperations.ZeroMemory(bytes);
        return box;
    }

    private static T? Open<T>(byte[] key, byte[] box, Guid bound)
        where T : class
    {
        if (Envelope.Unseal(key, box, bound) is not { } bytes)
        {
            return null;
        }

        var content = JsonSerializer.Deserialize<T>(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return content;
    }
}
