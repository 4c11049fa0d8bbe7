using System.Text.RegularExpressions;

namespace ThuocDo.Shared.Files;

/// <summary>
/// Where the files lie: outside the database, so that its back-ups stay small. A folder, or a bucket of an S3 store
/// written <c>s3:BUCKET/PREFIX?endpoint=URL&amp;region=NAME</c>.
/// </summary>
public sealed record FilePlace(string Name)
{
    public const string Variable = "THUOCDO_FILES";

    /// <param name="setting">The value of <see cref="Variable"/>, if given.</param>
    /// <param name="databaseFile">The embedded database, beside which the folder lies by default.</param>
    public static FilePlace Choose(string? setting, string? databaseFile) =>
        !string.IsNullOrWhiteSpace(setting) ? Of(setting)
        : databaseFile is not null
            ? new(Path.Combine(Path.GetDirectoryName(databaseFile)!, "files"))
        : new(
            Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData,
                    Environment.SpecialFolderOption.Create
                ),
                "thuocdo",
                "files"
            )
        );

    public static FilePlace Of(string text) =>
        S3Place.IsMeant(text) ? new(text.Trim()) : new(Path.GetFullPath(text));

    /// <summary>A folder that is not there: to copy from it would be to copy nothing and call it done.</summary>
    public bool IsMissing => !S3Place.IsMeant(Name) && !Directory.Exists(Name);

    /// <exception cref="FormatException">It names a bucket in a way that cannot be read.</exception>
    public IFileStore Open() =>
        S3Place.IsMeant(Name) ? new S3FileStore(S3Place.Parse(Name)) : new DiskFileStore(Name);
}

/// <summary>A bucket and the part of it that is ours.</summary>
/// <param name="Prefix">Before every key, with a slash at its end; empty for the whole bucket.</param>
/// <param name="Endpoint">Of a store that is not Amazon's.</param>
/// <param name="Region">Without it the one of the SDK's own settings.</param>
public sealed partial record S3Place(string Bucket, string Prefix, Uri? Endpoint, string? Region)
{
    private const string Scheme = "s3:";

    public static bool IsMeant(string text) =>
        text.TrimStart().StartsWith(Scheme, StringComparison.Ordinal);

    /// <exception cref="FormatException">The text is no such place.</exception>
    public static S3Place Parse(string text)
    {
        var match = Form().Match(text.Trim());
        var settings = match.Success ? Settings(match.Groups["settings"].Value) : null;
        var endpoint = settings?.GetValueOrDefault("endpoint");
        Uri? address = null;
        if (
            settings is null
            || settings.Keys.Except(["endpoint", "region"]).Any()
            || endpoint is not null
                && !(
                    Uri.TryCreate(endpoint, UriKind.Absolute, out address)
                    && address.Scheme is "https" or "http"
                )
        )
        {
            throw new FormatException(
                $"{text}: write {Scheme}BUCKET/PREFIX?endpoint=URL&region=NAME; only BUCKET is needed."
            );
        }

        var prefix = match.Groups["prefix"].Value.Trim('/');
        return new S3Place(
            match.Groups["bucket"].Value,
            prefix.Length == 0 ? "" : prefix + "/",
            address,
            settings.GetValueOrDefault("region")
        );
    }

    private static Dictionary<string, string>? Settings(string text)
    {
        var pairs = text.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .ToList();
        return pairs.All(p => p.Length == 2) && pairs.DistinctBy(p => p[0]).Count() == pairs.Count
            ? pairs.ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]))
            : null;
    }

    [GeneratedRegex(
        @"^s3:(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?<prefix>[\w.-]+(/[\w.-]+)*)?/?)?(\?(?<settings>.*))?$"
    )]
    private static partial Regex Form();
}
