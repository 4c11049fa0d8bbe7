using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ThuocDo.Shared.Reference;

/// <summary>A table to take away: UTF-8 with the mark by which spreadsheets know it, sent line by line as it is read.</summary>
/// <param name="name">Name of the file.</param>
/// <param name="lines">Made by <see cref="CsvText.Line"/>, the head first.</param>
public sealed class CsvFile(string name, IAsyncEnumerable<string> lines) : ActionResult
{
    public CsvFile(string name, string lines)
        : this(name, new[] { lines }.ToAsyncEnumerable()) { }

    private const int Buffer = 16_384;

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, gone) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
        // Not disposed where a line fails: nothing that stands in the buffer is sent then, and the first lines fit into it.
        var writer = new StreamWriter(response.Body, new UTF8Encoding(true), Buffer);
        await foreach (var line in lines.WithCancellation(gone))
        {
            await writer.WriteAsync(line.AsMemory(), gone);
        }

        await writer.DisposeAsync();
    }
}
