using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using ThuocDo.Shared.Documents;

namespace ThuocDo.Shared.Pictures;

/// <summary>
/// A picture as a PNG file. Public pages give them too, so one is drawn at a time in the whole process, the last ones are kept, and who has
/// the same picture already is told so.
/// </summary>
public sealed class PngResult(Picture picture, DocumentFonts fonts, string name) : ActionResult
{
    /// <summary>Pictures that are kept, and how large one may be.</summary>
    private const int MostKept = 16;
    private const int MostBytes = 500_000;

    private static readonly SemaphoreSlim One = new(1, 1);
    private static readonly Dictionary<string, byte[]> Kept = [];
    private static readonly Queue<string> Order = new();

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var (http, gone) = (context.HttpContext, context.HttpContext.RequestAborted);
        // The SVG holds all that is drawn.
        var key = Convert.ToHexString(
            SHA256.HashData(Encoding.UTF8.GetBytes(SvgPicture.Write(picture)))
        );
        var tag = new EntityTagHeaderValue($"\"{key[..32]}\"");
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        byte[]? png;
        await One.WaitAsync(gone);
        try
        {
            if (!Kept.TryGetValue(key, out png))
            {
                png = PngPicture.Write(picture, fonts);
                if (png?.Length <= MostBytes)
                {
                    Keep(key, png);
                }
            }
        }
        finally
        {
            One.Release();
        }

        ActionResult answer = png is null
            ? new NotFoundResult()
            : new FileContentResult(png, "image/png") { FileDownloadName = name, EntityTag = tag };
        await answer.ExecuteResultAsync(context);
    }

    private static void Keep(string key, byte[] png)
    {
        while (Order.Count >= MostKept)
        {
            Kept.Remove(Order.Dequeue());
        }

        Kept[key] = png;
        Order.Enqueue(key);
    }
}
