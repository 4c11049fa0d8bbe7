using Shouldly;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Processes;
using ThuocDo.OneStop.Processes.Checking;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using Xunit;
using static ThuocDo.Tests.OneStop.Processes.Sample;

namespace ThuocDo.Tests.OneStop.Processes;

public sealed class ProcessCheckTests
{
    private static readonly StepDefinition A = Step("a");
    private static readonly StepDefinition B = Step("b");

    public static TheoryData<string, ProcessDefinition> Wrong =>
        new()
        {
            {
                "unreachable-step main/b",
                Process(Part([A, B], [Way("a", "granted"), Way("b", "granted")]))
            },
            { "no-end main", Process(Part([A, B], [Way("a", "b"), Way("b", "a")])) },
            { "dead-end main/b", Process(Part([A, B], [Way("a", "b"), Way("a", "granted")])) },
            {
                "no-exit main/b",
                Process(
                    Part(
                        [A, B, Step("c")],
                        [Way("a", "granted"), Way("a", "b"), Way("b", "c"), Way("c", "b")]
                    )
                )
            },
            {
                "missing-role main/a",
                Process(Part([Step("a", role: null)], [Way("a", "granted")]))
            },
            {
                "unknown-source main/x>granted #2",
                Process(Part([A], [Way("a", "granted"), Way("x", "granted")]))
            },
            {
                "unknown-target main/a>x #1",
                Process(Part([A], [Way("a", "x"), Way("a", "granted")]))
            },
            {
                "unknown-fact main/a>granted #1",
                Process(
                    Part([A], [Way("a", "granted", FactTest.Flag("moon")), Way("a", "refused")])
                )
            },
            {
                "wrong-value main/a>granted #1",
                Process(
                    Part(
                        [A],
                        [
                            Way("a", "granted", new FactTest("channel", Comparison.Is, ["pigeon"])),
                            Way("a", "refused"),
                        ]
                    )
                )
            },
            {
                "no-way-open main/a",
                Process(Part([A], [Way("a", "granted", FactTest.Flag("fee-due"))]))
            },
            {
                "shares-over main",
                Process(
                    Part(
                        [Step("a", budget: Budget.Of(0.6m)), Step("b", budget: Budget.Of(0.5m))],
                        [Way("a", "b"), Way("b", "granted")]
                    )
                )
            },
            {
                "budget-over main",
                Process(
                    Part(
                        [
                            Step("a", budget: Budget.Of(Limit.Parse("3wd", null))),
                            Step("b", budget: Budget.Of(Limit.Parse("17wh", null))),
                        ],
                        [Way("a", "b"), Way("b", "granted")]
                    )
                ) with
                {
                    Limit = Limit.Parse("5wd", null),
                }
            },
            { "no-payment main", Process(Part([A], [Way("a", "granted")])) with { HasFee = true } },
            {
                "unpaid-path main",
                Process(
                    Part(
                        [A, B],
                        [
                            Way("a", "b", FactTest.Flag("fee-paid")),
                            Way("a", "granted"),
                            Way("b", "granted"),
                        ]
                    )
                ) with
                {
                    HasFee = true,
                }
            },
            {
                "join-never main/a",
                Process(Part([Asking(JoinRule.AtLeast, 3)], [Way("a", "granted")]))
            },
            {
                "join-never main/a",
                Process(
                    Part([Asking(JoinRule.All, 0) with { Opinions = [] }], [Way("a", "granted")])
                )
            },
            { "unknown-part main/a", Process(Part([Opening("x")], [Way("a", "granted")])) },
            {
                "endless-nesting sub",
                Process(
                    Part([Opening("sub")], [Way("a", "granted")]),
                    Part([Opening("sub")], [Way("a", "granted")], "sub")
                )
            },
            {
                "unused-part sub",
                Process(Part([A], [Way("a", "granted")]), Part([A], [Way("a", "granted")], "sub"))
            },
            {
                "timer-unit main/a>b #1",
                Process(
                    Part(
                        [A, B],
                        [
                            Way("a", "b") with
                            {
                                After = Limit.Parse("5d", null),
                            },
                            Way("a", "granted"),
                            Way("b", "granted"),
                        ]
                    )
                )
            },
            {
                "unknown-phase main/a",
                Process(Part([A with { Phase = "x" }], [Way("a", "granted")]))
            },
            { "double-code main", Process(Part([A, A], [Way("a", "granted")])) },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Run_OfWrongProcess_NamesCodeAndPlace(string expected, ProcessDefinition process)
    {
        process.Codes().ShouldContain(expected);
        // Every finding is a whole sentence in both languages.
        var texts = new Texts([typeof(ProcessCheck).Assembly, typeof(Limit).Assembly]);
        foreach (var finding in ProcessCheck.Run(process))
        {
            foreach (var language in Texts.Languages)
            {
                finding.What.Render(texts, language).ShouldNotContain("process-check.");
            }
        }
    }

    [Fact]
    public void Run_OfShippedProcesses_FindsNothing()
    {
        foreach (var version in ProcedureFacts.Versions())
        {
            var process = LinearProcess.Of(version);
            process.Codes(new CheckContext(version.PromisedLimit)).ShouldBeEmpty(version.Process);
        }

        foreach (var name in SampleProcesses.Names)
        {
            SampleProcesses
                .Of(name)
                .Codes(new CheckContext(Limit.Parse("20wd", null)))
                .ShouldBeEmpty(name);
        }
    }

    [Fact]
    public void Run_FeeTakenOnTheOnlyGrantedWay_FindsNothing() =>
        (
            Process(
                Part([A], [Way("a", "granted") with { TakesFee = true }, Way("a", "refused")])
            ) with
            {
                HasFee = true,
            }
        )
            .Codes()
            .ShouldBeEmpty();

    private static StepDefinition Asking(JoinRule rule, int count) =>
        Step("a", StepKind.Opinion) with
        {
            Join = rule,
            JoinCount = count,
            Opinions =
            [
                new("x", new Named("x", "x"), new(UnitPlace.Department), Limit.Parse("2wd", null)),
                new("y", new Named("y", "y"), new(UnitPlace.Department), Limit.Parse("2wd", null)),
            ],
        };

    private static StepDefinition Opening(string part) =>
        Step("a", StepKind.SubCase, budget: Budget.Of(0.5m)) with
        {
            Part = part,
        };
}
