using System.Globalization;
using System.Text;
using System.Text.Json;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Notices;

/// <summary>An SMS gateway. Each province has its own; the adapter is chosen by configuration.</summary>
public interface ISmsGateway
{
    /// <param name="id">Idempotency key at the gateway.</param>
    /// <param name="number">As the person gave it.</param>
    /// <param name="text">Letters without marks: they fit into one message of 160.</param>
    Task<Delivery> SendAsync(Guid id, string number, string text, CancellationToken cancellation);
}

/// <summary>
/// Writes each SMS as a file for whoever collects them: the gateway of a trial, and of offices whose operator takes
/// files. The name is the key, so a second attempt writes the same file.
/// </summary>
public sealed class SmsFolder(NoticeSettings settings) : ISmsGateway
{
    public async Task<Delivery> SendAsync(
        Guid id,
        string number,
        string text,
        CancellationToken cancellation
    )
    {
        var folder = settings.SmsFolder!;
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $"{id:N}.json");
            await File.WriteAllTextAsync(
                path + ".part",
                JsonSerializer.Serialize(
                    new
                    {
                        id,
                        number,
                        text,
                    }
                ),
                cancellation
            );
            File.Move(path + ".part", path, overwrite: true);
            return Delivery.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Delivery.Unreachable($"{exception.GetType().Name}: {exception.Message}");
        }
    }
}

/// <summary>Notices by SMS: the title and where to look, without marks.</summary>
public sealed class SmsHandler(
    ThuocDoDb db,
    NoticeDispatch dispatch,
    NoticeWriter writer,
    ISmsGateway gateway,
    Clock clock
) : NoticeHandler(db, dispatch, NoticeChannel.Sms, clock)
{
    public const string KindName = "notice.sms";

    public override OutboxPolicy Policy { get; } = new() { OneReceiver = true };

    protected override async Task<Delivery> SendAsync(
        Guid id,
        Notice notice,
        string address,
        CancellationToken cancellation
    )
    {
        var number = new string([.. address.Where(c => char.IsAsciiDigit(c) || c == '+')]);
        if (number.Length < 9)
        {
            return Delivery.Refused("not a telephone number");
        }

        var words = await writer.InAsync("vi", notice, cancellation);
        return await gateway.SendAsync(
            id,
            number,
            WithoutMarks($"{words.Title} {words.Body}"),
            cancellation
        );
    }

    /// <summary>Vietnamese as it is written in SMS: letters without marks, case kept.</summary>
    public static string WithoutMarks(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(
                    c switch
                    {
                        'đ' => 'd',
                        'Đ' => 'D',
                        '–' => '-',
                        _ => c,
                    }
                );
            }
        }

        return plain.ToString();
    }
}
