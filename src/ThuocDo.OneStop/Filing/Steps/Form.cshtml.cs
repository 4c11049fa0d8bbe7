using Microsoft.AspNetCore.Mvc;
using ThuocDo.OneStop.Forms;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Filing.Steps;

/// <summary>
/// The declaration. What is typed is saved even where it is wrong, so that nobody types it twice; it is sent only when
/// it is right.
/// </summary>
[CitizenPage]
public sealed class FormModel(StepServices services) : StepPage(services)
{
    public override FilingStep Step => FilingStep.Form;

    [BindProperty]
    public Dictionary<string, string?> Answers { get; set; } = [];

    /// <summary>Saved as it is, to be completed another day.</summary>
    [BindProperty]
    public bool Later { get; set; }

    public FormView View => new(Folder.Form, Answers);

    protected override void Show() => Answers = Folder.Answers;

    protected override string Next() => Later ? FilingLinks.Mine : base.Next();

    protected override async Task<Outcome> SaveAsync(CancellationToken cancellation)
    {
        var form = Folder.Form;
        Answers = form.Clean(Answers);
        var json = form.Write(Answers);
        var saved = await Services.Filing.ChangeAsync(
            Act,
            (_, content) => (content.Form, content.Answers) = (form.Id, json),
            cancellation
        );
        if (saved.Succeeded && !Later)
        {
            FormView.Show(
                ModelState,
                form.Schema.Check(Answers, Services.Clock.Today),
                form,
                Words
            );
        }

        return saved;
    }
}
