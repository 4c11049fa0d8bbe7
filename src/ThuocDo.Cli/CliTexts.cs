using ThuocDo.Database;
using ThuocDo.Shared.Language;

namespace ThuocDo.Cli;

/// <summary>The sentences of the commands and of the modules they speak for.</summary>
public static class CliTexts
{
    public static readonly Texts T = new([.. ProductModules.All, typeof(CliTexts).Assembly]);
}
