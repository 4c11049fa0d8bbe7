using ThuocDo.Web.Hosting;

var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions
    {
        Args = args,
        // Started from another directory, the settings lie beside the program.
        ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
    }
);
builder.AddThuocDo();

var app = builder.Build();
app.UseThuocDo();

await app.CheckFilesAsync();
if (await app.PrepareAsync())
{
    await app.RunAsync();
}

/// <summary>Public, so that tests start the very host that is delivered.</summary>
public partial class Program;
