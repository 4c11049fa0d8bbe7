namespace ThuocDo.Indicators.Forecasts;

/// <summary>Where the milestones of the programme that leads are kept.</summary>
public static class PathLinks
{
    public const string Milestones = "/nghi-quyet/moc";
}
