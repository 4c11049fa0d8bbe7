using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Tasks.Pages;

public sealed class TaskActInput
{
    public int? Percent { get; set; }
    public string? Words { get; set; }
    public string? Proposal { get; set; }
    public DateOnly? Due { get; set; }
}

/// <summary>One act on a task, with what it asks for; all acts share the frame.</summary>
[Requires(Permissions.TaskView)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class TaskActPageModel(
    TaskShelf shelf,
    TaskDesk desk,
    FileVault vault,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    public const string FilesField = "minh-chung";
    private const long MostBytes = 64L << 20;

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The version that the form shows.</summary>
    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public TaskActInput Input { get; set; } = new();

    public TaskFolder Folder { get; private set; } = null!;
    public TaskAct Act { get; private set; }
    public Obstacle? Obstacle { get; private set; }
    public FilePolicy Policy => vault.Policy;
    public bool IsScanned => vault.IsScanned;
    private bool MayAct => TaskActs.Allows(Act, user, Folder.Task, Folder.Parent, Obstacle);
    public string Back => TaskLinks.Task(Folder.Programme.Key, Folder.Task.Number);
    public IReadOnlyList<string> FileErrors =>
        ModelState.TryGetValue(FilesField, out var entry)
            ? [.. entry.Errors.Select(e => e.ErrorMessage)]
            : [];
    public bool WordsMayBeEmpty => Act == TaskAct.Approve;
    public int WordsMaxLength =>
        Act switch
        {
            TaskAct.Report => TaskProgress.TextMaxLength,
            TaskAct.RaiseObstacle => Obstacle.TextMaxLength,
            _ => AssignedTask.ReasonMaxLength,
        };

    public async Task<IActionResult> OnGetAsync(
        string programme,
        [FromRoute(Name = "task")] int number,
        string act,
        [FromQuery(Name = TaskLinks.ObstacleField)] int? obstacle,
        CancellationToken cancellation
    )
    {
        if (await LoadAsync(programme, number, act, obstacle, cancellation) is { } other)
        {
            return other;
        }

        if (!MayAct)
        {
            return Forbid();
        }

        if (!TaskActs.Fits(Act, Folder.Task, Folder.Waiting, Obstacle))
        {
            this.Tell("task.refused.state");
            return Redirect(Back);
        }

        Seen = Folder.Task.Version;
        Key = Guid.CreateVersion7().ToString("N");
        Input.Percent = Folder.Task.Percent;
        Input.Due = Folder.Task.DueOn;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string programme,
        [FromRoute(Name = "task")] int number,
        string act,
        [FromQuery(Name = TaskLinks.ObstacleField)] int? obstacle,
        CancellationToken cancellation
    )
    {
        if (await LoadAsync(programme, number, act, obstacle, cancellation) is { } other)
        {
            return other;
        }

        if (string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        // Files are kept before the act, so not for everybody. All else the desk decides: of an act sent twice it knows the first answer.
        if (Act == TaskAct.Report && !MayAct)
        {
            return Forbid();
        }

        Check();
        var files = ModelState.IsValid ? await TakeFilesAsync(cancellation) : [];
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await RunAsync(files, cancellation);
        if (outcome.Key == TaskDesk.NotAllowed)
        {
            return Forbid();
        }

        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            if (files.Count > 0)
            {
                ModelState.Wrong(FilesField, texts, "task.files.again");
            }

            if (outcome.IsStale)
            {
                // The form now speaks of the task as it is: whoever sends it again has been told that it changed.
                await LoadAsync(programme, number, act, obstacle, cancellation);
                ModelState.Remove(nameof(Seen));
                Seen = Folder.Task.Version;
            }

            return Page();
        }

        this.Done(TaskTexts.Done(Act), Folder.Task.Number);
        return Redirect(Back);
    }

    private void Check()
    {
        if (Act == TaskAct.Report && Input.Percent is not (>= 0 and <= 100))
        {
            Wrong(nameof(Input.Percent), "task.percent.wrong");
        }

        if (Act == TaskAct.MoveDate && Input.Due is null)
        {
            Wrong(nameof(Input.Due), "task.due.wrong");
        }

        if (!WordsMayBeEmpty && string.IsNullOrWhiteSpace(Input.Words))
        {
            Wrong(nameof(Input.Words), "task.words.missing");
        }

        if (Input.Words?.Length > WordsMaxLength)
        {
            Wrong(nameof(Input.Words), "task.refused.long", WordsMaxLength);
        }

        if (Act == TaskAct.RaiseObstacle && string.IsNullOrWhiteSpace(Input.Proposal))
        {
            Wrong(nameof(Input.Proposal), "task.proposal.missing");
        }

        if (Input.Proposal?.Length > Obstacle.TextMaxLength)
        {
            Wrong(nameof(Input.Proposal), "task.refused.long", Obstacle.TextMaxLength);
        }
    }

    private void Wrong(string field, string key, params object?[] arguments) =>
        ModelState.Wrong($"{nameof(Input)}.{field}", texts, key, arguments);

    /// <summary>Kept before the act: nothing refers to them until it is done, and what is left over is swept away.</summary>
    private async Task<IReadOnlyList<KeptFile>> TakeFilesAsync(CancellationToken cancellation)
    {
        var sent =
            Act == TaskAct.Report
                ? Request.Form.Files.Where(f => f.Name == FilesField && f.Length > 0).ToList()
                : [];
        if (sent.Count > TaskEvidence.MostFiles)
        {
            ModelState.Wrong(FilesField, texts, "task.files.many", TaskEvidence.MostFiles);
            return [];
        }

        var kept = new List<KeptFile>();
        foreach (var file in sent)
        {
            var outcome = await TakeAsync(file, cancellation);
            if (outcome.Succeeded)
            {
                kept.Add(outcome.Value!);
            }
            else
            {
                ModelState.Wrong(
                    FilesField,
                    texts,
                    "task.files.refused",
                    file.FileName,
                    outcome.InWords(texts)
                );
            }
        }

        return kept;
    }

    private async Task<Outcome<KeptFile>> TakeAsync(IFormFile file, CancellationToken cancellation)
    {
        await using var content = file.OpenReadStream();
        return await vault.KeepAsync(file.FileName, content, cancellation);
    }

    private Task<Outcome> RunAsync(IReadOnlyList<KeptFile> files, CancellationToken cancellation)
    {
        var key = new TaskActKey(Key!, Folder.Task.Id, Seen);
        var (words, number) = (Clean(Input.Words), Obstacle?.Number ?? 0);
        return Act switch
        {
            TaskAct.Report => desk.ReportAsync(
                key,
                Input.Percent!.Value,
                words,
                files,
                cancellation
            ),
            TaskAct.Approve => desk.ApproveAsync(key, words, cancellation),
            TaskAct.Return => desk.ReturnAsync(key, words, cancellation),
            TaskAct.Reopen => desk.ReopenAsync(key, words, cancellation),
            TaskAct.MoveDate => desk.MoveDateAsync(key, Input.Due!.Value, words, cancellation),
            TaskAct.Withdraw => desk.WithdrawAsync(key, words, cancellation),
            TaskAct.RaiseObstacle => desk.RaiseAsync(
                key,
                words,
                Clean(Input.Proposal),
                cancellation
            ),
            TaskAct.PassUp => desk.PassUpAsync(key, number, words, cancellation),
            TaskAct.Decide => desk.DecideAsync(key, number, words, cancellation),
            _ => desk.TakeBackAsync(key, number, words, cancellation),
        };
    }

    private static string Clean(string? words) => words?.Trim().Normalize() ?? "";

    private async Task<IActionResult?> LoadAsync(
        string programme,
        int number,
        string slug,
        int? obstacle,
        CancellationToken cancellation
    )
    {
        if (
            TaskLinks.ActOf(slug) is not { } act
            || await shelf.FindAsync(programme, number, cancellation) is not { } folder
        )
        {
            return NotFound();
        }

        (Folder, Act) = (folder, act);
        Obstacle = folder.Obstacles.FirstOrDefault(o => o.Number == obstacle);
        if (act is TaskAct.PassUp or TaskAct.Decide or TaskAct.TakeBack && Obstacle is null)
        {
            return NotFound();
        }

        return null;
    }
}
