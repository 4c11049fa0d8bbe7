using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Filing;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.Shared.Files;
using Xunit;

namespace ThuocDo.Tests.OneStop.Filing;

/// <summary>A citizen who walks through the portal without script.</summary>
public static class Portal
{
    public const string Birth = "1.001193";

    public static readonly Dictionary<string, string?> BirthAnswers = new()
    {
        ["Answers[relation]"] = "parent",
        ["Answers[childName]"] = "Nguyễn Văn Mẫu Con",
        ["Answers[childBirthDate]"] = "2024-02-20",
        ["Answers[childSex]"] = "male",
        ["Answers[childBirthPlace]"] = "Bệnh viện Đa khoa tỉnh",
        ["Answers[motherName]"] = "Trần Thị Mẫu Mẹ",
        ["Answers[fatherRecorded]"] = "no",
        ["Answers[truthful]"] = "true",
    };

    public static Task<Shop> OpenAsync(
        Engine engine,
        IReadOnlyDictionary<string, string>? settings = null
    ) => Shop.OpenAsync(engine, settings: settings);

    public static async Task<WebUser> CitizenAsync(this Shop shop, string citizen = "congdan.01")
    {
        var visitor = shop.Web.NewVisitor();
        await visitor.SignInAsCitizenAsync(citizen);
        return visitor;
    }

    /// <summary>Begins a draft and gives its key and the first step.</summary>
    public static async Task<(Guid Id, WebPage Step)> BeginAsync(
        this WebUser citizen,
        string procedure = Birth
    )
    {
        var start = await citizen.GetAsync(FilingLinks.Start(procedure));
        var step = await start.SubmitAsync("main form[method=post]");
        return (Guid.Parse(step.Url.Split('/')[2]), step);
    }

    /// <summary>A birth registration with both papers, ready to be sent.</summary>
    public static async Task<(Guid Id, WebPage Check)> PrepareAsync(this WebUser citizen)
    {
        var (id, step) = await citizen.BeginAsync();
        step = await step.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["Unit"] = Shop.AnHai }
        );
        await step.SubmitAsync("main form[method=post]", BirthAnswers);
        await citizen.UploadAsync(
            FilingLinks.Step(id, FilingStep.Papers),
            ("giay-2", "giấy chứng sinh.pdf", SampleFiles.Pdf()),
            ("giay-3", "căn cước.png", SampleFiles.Png())
        );
        var manner = await citizen.GetAsync(FilingLinks.Step(id, FilingStep.Return));
        return (
            id,
            await manner.SubmitAsync(
                "main form[method=post]",
                new Dictionary<string, string?> { ["Manner"] = nameof(ReturnManner.Counter) }
            )
        );
    }

    public static async Task<Guid> SendAsync(this WebUser citizen)
    {
        var (id, check) = await citizen.PrepareAsync();
        await check.SubmitAsync("main form[method=post]");
        return id;
    }

    public static async Task<WebPage> UploadAsync(
        this WebUser visitor,
        string address,
        params (string Field, string Name, byte[] Content)[] files
    )
    {
        var page = await visitor.GetAsync(address);
        var form = new MultipartFormDataContent();
        foreach (
            var hidden in page.FindAll("main form[method=post] input[type=hidden]")
                .Cast<IHtmlInputElement>()
        )
        {
            form.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        foreach (var (field, name, content) in files)
        {
            page.Find($"input[type=file][name='{field}']");
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, field, name);
        }

        return await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, address) { Content = form }
        );
    }

    public static Task<Submission> SubmissionAsync(this Shop shop, Guid id) =>
        shop.Database.UseAsync(db =>
            db.Set<Submission>().AsNoTracking().SingleAsync(s => s.Id == id)
        );

    /// <summary>What <c>verify</c> finds.</summary>
    public static async Task<IReadOnlyList<Finding>> FaultsAsync(this Shop shop)
    {
        var faults = new List<Finding>();
        await shop.Web.UseAsync<IServiceProvider, bool>(async services =>
        {
            foreach (var audit in services.GetServices<IAudit>())
            {
                await foreach (
                    var fault in audit.FindAsync(
                        new AuditScope(null),
                        TestContext.Current.CancellationToken
                    )
                )
                {
                    faults.Add(fault);
                }
            }

            return true;
        });
        return faults;
    }
}
