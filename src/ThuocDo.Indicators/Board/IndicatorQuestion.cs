using Microsoft.AspNetCore.Mvc;

namespace ThuocDo.Indicators.Board;

/// <summary>Which figure an address below that of an indicator means.</summary>
public sealed record IndicatorQuestion
{
    [FromRoute(Name = "condition")]
    public string Condition { get; init; } = "";

    [FromQuery(Name = "ngay")]
    public DateOnly? Day { get; init; }

    [FromQuery(Name = "don-vi")]
    public string? Unit { get; init; }

    [FromQuery(Name = "gop")]
    public bool Joined { get; init; }

    [FromQuery(Name = "cach")]
    public string? Reading { get; init; }

    [FromQuery(Name = "nam")]
    public int? Year { get; init; }

    [FromQuery(Name = "thang")]
    public string? Month { get; init; }
}
