namespace ThuocDo.Database;

/// <summary>A place inside a door; given back once, however often it is disposed.</summary>
internal sealed class Turn(SemaphoreSlim door) : IDisposable
{
    private int left;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref left, 1) == 0)
        {
            door.Release();
        }
    }
}
