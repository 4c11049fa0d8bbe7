using System.Text;
using ThuocDo.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await ThuocDoCommand.RunAsync(args, Console.Out, Console.Error);
