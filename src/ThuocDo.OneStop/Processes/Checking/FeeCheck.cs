namespace ThuocDo.OneStop.Processes.Checking;

/// <summary>Where a fee is due, no way may lead to the granted result without passing its payment.</summary>
internal static class FeeCheck
{
    public static IEnumerable<ProcessFinding> Of(ProcessDefinition process, bool hasFee)
    {
        var graph = new PartGraph(process.Main);
        var settles = process.Main.Transitions.Any(Settles);
        var asks = process
            .Main.Transitions.SelectMany(t => t.When?.Tests ?? [])
            .Any(t => t.Fact == KnownFacts.FeePaid);
        if (!hasFee)
        {
            // Nobody can be made to pay where nothing is due: a condition on payment would never open.
            if (
                asks
                && !process
                    .Main.Transitions.SelectMany(t => t.When?.Tests ?? [])
                    .Any(t => t.Fact == KnownFacts.FeeDue)
            )
            {
                yield return ProcessFinding.Warning(
                    "payment-without-fee",
                    process.Main.Code,
                    process.Main.Name
                );
            }

            yield break;
        }

        if (!settles)
        {
            yield return ProcessFinding.Error("no-payment", process.Main.Code, process.Main.Name);
        }
        else if (graph.Reaches(Transition.Granted, t => !Settles(t)))
        {
            yield return ProcessFinding.Error("unpaid-path", process.Main.Code, process.Main.Name);
        }
    }

    /// <summary>
    /// True if whoever takes this way has paid or need not pay: the fee is taken in with it, or its condition cannot hold
    /// for a dossier that owes a fee and has not paid.
    /// </summary>
    private static bool Settles(Transition way) =>
        way.TakesFee || way.When?.Holds(Owing) == false || IsWaitFor(way.When);

    private static readonly Dictionary<string, string> Owing = new()
    {
        [KnownFacts.FeeDue] = FactDeclaration.Yes,
        [KnownFacts.FeePaid] = FactDeclaration.No,
    };

    private static bool IsWaitFor(Condition? condition) =>
        condition is FactTest { Fact: KnownFacts.FeePaid } test
        && test.Values.SequenceEqual([FactDeclaration.Yes]);
}
