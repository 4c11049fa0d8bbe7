using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Contracts;

/// <summary>An indicator that can measure a condition.</summary>
/// <param name="Key">As conditions name it.</param>
/// <param name="Readings">How it may be read, the default first.</param>
/// <param name="Names">Vietnamese: the phrases by which texts call it, for finding it by its words.</param>
/// <param name="IsPublished">Taken from a published index; else computed.</param>
public sealed record IndicatorInfo(
    string Key,
    Bilingual Name,
    IReadOnlyList<string> Readings,
    IReadOnlyList<string> Names,
    bool IsPublished
);

/// <summary>What can be measured today, for those who tie targets to it.</summary>
public interface IIndicatorCatalogue
{
    IReadOnlyList<IndicatorInfo> All { get; }
}
