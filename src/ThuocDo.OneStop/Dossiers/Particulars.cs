namespace ThuocDo.OneStop.Dossiers;

/// <summary>Personal data as shown to those who only look on.</summary>
public static class Particulars
{
    /// <summary><c>Nguyễn Văn An</c> as <c>N. V. A.</c></summary>
    public static string Initials(string name) =>
        string.Join(
            ' ',
            name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => $"{w[0]}.")
        );

    /// <summary>The last three characters, so that two people can make sure they speak of the same paper.</summary>
    public static string Tail(string number) =>
        number.Length <= 3
            ? new string('•', number.Length)
            : new string('•', number.Length - 3) + number[^3..];
}
