using System.CommandLine;
using ThuocDo.Cli.Commands;

var root = new RootCommand("thuocdo: the command line of Thước Đo.")
{
    SeedCommand.Create(),
    SimulateCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
