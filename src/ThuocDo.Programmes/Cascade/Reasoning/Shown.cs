using ThuocDo.Programmes.Cascade.Solving;

namespace ThuocDo.Programmes.Cascade.Reasoning;

/// <summary>Answers for explanations: what is not decided within the effort counts as not shown, and is remembered.</summary>
internal sealed class Shown
{
    public bool IsComplete { get; private set; } = true;

    public bool That(Func<bool> question)
    {
        try
        {
            return question();
        }
        catch (NotDecidedException)
        {
            IsComplete = false;
            return false;
        }
    }
}
