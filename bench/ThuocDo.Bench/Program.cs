using ThuocDo.Bench;

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

await using var server = await BenchServer.OpenAsync(options);
Console.WriteLine(await Machine.DescribeAsync(server));
if (options.Matters.Contains("intake"))
{
    await IntakeBench.RunAsync(options, server);
}

if (options.Matters.Contains("sqlite"))
{
    await SqliteBench.RunAsync(options);
}

if (options.Matters.Contains("board"))
{
    await BoardBench.RunAsync(options, server);
}

if (options.Matters.Contains("figure"))
{
    await FigureBench.RunAsync(options, server);
}

if (options.Matters.Contains("search"))
{
    await SearchBench.RunAsync(options, server);
}

if (options.Matters.Contains("life"))
{
    await LifeBench.RunAsync(options, server);
}

if (options.Matters.Contains("proof"))
{
    await ProofBench.RunAsync(options, server);
}

if (options.Matters.Contains("compile"))
{
    CompileBench.Run();
}

return 0;
