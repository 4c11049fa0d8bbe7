namespace ThuocDo.Shared.Data;

/// <summary>A key in a file of the keys folder: made once, whole or not at all, readable by its owner alone.</summary>
public static class KeyFile
{
    /// <summary>The text of the key, made on first use.</summary>
    /// <exception cref="UnauthorizedAccessException">Others may read the file; the message says what to do.</exception>
    public static string Open(KeysFolder folder, string name, Func<string> make)
    {
        var path = Path.Combine(folder.Path, name);
        if (!File.Exists(path))
        {
            Make(folder, path, make);
        }

        Refuse(path);
        return File.ReadAllText(path);
    }

    private static void Make(KeysFolder folder, string path, Func<string> make)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder.Path);
        }
        else
        {
            Directory.CreateDirectory(
                folder.Path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var part = $"{path}.{Guid.CreateVersion7():N}.part";
        using (var writer = new StreamWriter(part, options))
        {
            writer.Write(make());
        }

        try
        {
            // Whoever comes second uses the key of the first.
            File.Move(part, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(part);
        }
    }

    private static void Refuse(string path)
    {
        const UnixFileMode others =
            UnixFileMode.GroupRead
            | UnixFileMode.GroupWrite
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0)
        {
            throw new UnauthorizedAccessException(
                $"The key {path} may be read or written by others. Run: chmod 600 {path}"
            );
        }
    }
}
