namespace ThuocDo.Shared.Time;

/// <summary>The national calendar as the decisions kept in this installation have changed it.</summary>
public interface INationalCalendar
{
    ValueTask<WorkCalendar> NationalAsync(CancellationToken cancellation);
}
