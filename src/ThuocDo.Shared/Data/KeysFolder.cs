namespace ThuocDo.Shared.Data;

/// <summary>
/// Where keys lie: outside the database, so that who can change the data cannot sign them, and outside its back-up.
/// </summary>
public sealed record KeysFolder(string Path)
{
    public const string Variable = "THUOCDO_KEYS";

    /// <param name="setting">The value of <see cref="Variable"/>, if given.</param>
    /// <param name="databaseFile">The embedded database, beside which the folder lies by default.</param>
    public static KeysFolder Choose(string? setting, string? databaseFile) =>
        new(
            !string.IsNullOrWhiteSpace(setting) ? System.IO.Path.GetFullPath(setting)
            : databaseFile is not null
                ? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(databaseFile)!, "keys")
            : System.IO.Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData,
                    Environment.SpecialFolderOption.Create
                ),
                "thuocdo",
                "keys"
            )
        );
}
