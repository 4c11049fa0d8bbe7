using System.Globalization;
using System.Text;

namespace ThuocDo.Programmes.Tasks;

/// <summary>Addresses of tasks.</summary>
public static class TaskLinks
{
    public const string List = "/nhiem-vu";
    public const string Assign = "/nhiem-vu/giao";
    public const string ViewField = "xem";
    public const string UnitField = "don-vi";
    public const string ProgrammeField = "nghi-quyet";
    public const string FromField = "tu";
    public const string LastField = "den";
    public const string ObstacleField = "vuong-mac";

    public static string Task(string programme, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{List}/{programme}/{number}");

    /// <param name="obstacle">Number of the obstacle it is about.</param>
    public static string Act(string programme, int number, TaskAct act, int? obstacle = null) =>
        Task(programme, number)
        + "/"
        + Slug(act)
        + (
            obstacle is { } o
                ? string.Create(CultureInfo.InvariantCulture, $"?{ObstacleField}={o}")
                : ""
        );

    /// <summary>Gives a part of a task.</summary>
    public static string AssignPart(string programme, int number) =>
        Task(programme, number) + "/giao-viec";

    public static string AssignIn(string programme) => $"{Assign}?{ProgrammeField}={programme}";

    /// <summary>Gives what the programme gives.</summary>
    public static string AssignProgramme(string programme) => $"{List}/giao-theo/{programme}";

    public static string ListOf(TaskView view, string? programme, string? unit) =>
        ListOf(new TaskFilter(view, programme, unit));

    public static string ListOf(TaskFilter filter)
    {
        var address = new StringBuilder(List).Append('?').Append(ViewField).Append('=');
        address.Append(Slug(filter.View));
        Add(ProgrammeField, filter.Programme);
        Add(UnitField, filter.Unit);
        Add(FromField, Day(filter.Due?.From));
        Add(LastField, Day(filter.Due?.Last));
        return address.ToString();

        static string? Day(DateOnly? day) =>
            day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                address.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }

    public static string Slug(TaskView view) =>
        view switch
        {
            TaskView.Open => "dang-lam",
            TaskView.Overdue => "qua-han",
            TaskView.Reported => "cho-duyet",
            TaskView.Hindered => "vuong-mac",
            TaskView.Done => "xong",
            TaskView.InTime => "dung-han",
            TaskView.Late => "muon",
            _ => "tat-ca",
        };

    public static TaskView ViewOf(string? slug) =>
        Enum.GetValues<TaskView>().FirstOrDefault(v => Slug(v) == slug);

    public static string Slug(TaskAct act) =>
        act switch
        {
            TaskAct.Report => "bao-cao",
            TaskAct.Approve => "duyet",
            TaskAct.Return => "tra-lai",
            TaskAct.Reopen => "mo-lai",
            TaskAct.MoveDate => "doi-han",
            TaskAct.Withdraw => "rut",
            TaskAct.RaiseObstacle => "neu-vuong-mac",
            TaskAct.PassUp => "chuyen-len",
            TaskAct.Decide => "quyet-dinh",
            _ => "rut-vuong-mac",
        };

    public static TaskAct? ActOf(string? slug) =>
        Enum.GetValues<TaskAct>()
            .Where(a => Slug(a) == slug)
            .Select(a => (TaskAct?)a)
            .FirstOrDefault();
}
