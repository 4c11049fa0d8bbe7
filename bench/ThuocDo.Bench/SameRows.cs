using System.Globalization;
using System.Text;
using Npgsql;
using ThuocDo.Organisation.Units;

namespace ThuocDo.Bench;

/// <summary>
/// Writes a pgbench script out of one dossier that the product really received: one statement that inserts rows with the
/// same columns and values into the same tables, with new keys and spread over the same offices.
/// </summary>
public sealed class SameRows(NpgsqlDataSource source, IReadOnlyList<Unit> offices)
{
    private const string Dossier = "b0a7c0de-0000-7000-8000-";
    private const string Event = "b0a7c0de-0000-7000-8001-";
    private const string Entry = "b0a7c0de-0000-7000-8002-";

    private const string Message = "b0a7c0de-0000-7000-8003-";

    private const string Counters = "onestop_code_counters";

    /// <summary>Tables, how the rows of a dossier are found in them, and columns that the database fills.</summary>
    private static readonly (string Table, string Where, string? Generated)[] Tables =
    [
        ("onestop_dossiers", "id = $1", null),
        ("onestop_applicants", "dossier_id = $1", null),
        ("onestop_dossier_words", "dossier_id = $1", null),
        ("history_events", "subject_id = $1", "position"),
        ("onestop_clock_entries", "dossier_id = $1", null),
        ("facts", "subject_id = $1", "id"),
        // The first receipt of the bench has nothing else pending beside it.
        ("fact_pending", "$1 is not null", "id"),
        ("completed_actions", "result like '%' || $1 || '%'", null),
        // One: that something happened to the dossier, for whoever is to be told.
        ("outbox_messages", "$1 is not null", null),
    ];

    private readonly Dictionary<string, string> replacements = [];

    /// <param name="dossier">The only dossier of the database.</param>
    public async Task<string> ScriptAsync(Guid dossier)
    {
        await using var connection = await source.OpenConnectionAsync();
        await new NpgsqlCommand(
            "create sequence bench_number cache 1",
            connection
        ).ExecuteNonQueryAsync();
        await CheckTablesAsync(connection, dossier);
        await FindKeysAsync(connection, dossier);
        var counter = (
            await RowsAsync(connection, Counters, "$1 is not null", null, dossier)
        ).Single();
        var sql = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"\\set office random(1, {offices.Count})")
            .AppendLine("with number as materialized (")
            .AppendLine("  select lpad(to_hex(nextval('bench_number')), 12, '0') as hex")
            .AppendLine("), office as materialized (")
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"  select (array[{Join(offices.Select(o => Literal(o.Id.ToString(), "uuid")))}])[:office] as id,"
            )
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"    (array[{Join(offices.Select(o => Literal(o.Identifier!, "text")))}])[:office] as identifier"
            )
            .AppendLine("), code as (")
            .AppendLine("  insert into onestop_code_counters (identifier, day, last)")
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"  select identifier, {counter["day"]}, 1 from office"
            )
            .AppendLine(
                "  on conflict (identifier, day) do update set last = onestop_code_counters.last + 1"
            )
            .AppendLine("  returning identifier, last");
        foreach (var (table, where, generated) in Tables)
        {
            var rows = await RowsAsync(connection, table, where, generated, dossier);
            if (rows.Count == 0)
            {
                throw new InvalidOperationException($"The received dossier has no row in {table}.");
            }

            sql.AppendLine(CultureInfo.InvariantCulture, $"), w_{table} as (")
                .AppendLine(
                    CultureInfo.InvariantCulture,
                    $"  insert into {table} ({Join(rows[0].Keys.Select(Quoted))})"
                );
            sql.AppendLine(
                string.Join(
                    "\n  union all ",
                    rows.Select(row =>
                        $"  select {Join(row.Select(column => Fresh(table, column.Key, column.Value)))} from number, office, code"
                    )
                )
            );
        }

        return sql.AppendLine(")").AppendLine("select 1;").ToString();
    }

    /// <summary>The yardstick is worth nothing if it leaves out a table that the product writes.</summary>
    private static async Task CheckTablesAsync(NpgsqlConnection connection, Guid dossier)
    {
        await using var command = new NpgsqlCommand(
            """
            select relname::text from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace and (xpath('/row/n/text()', query_to_xml(
                format('select count(*) as n from %I where xmin = (select xmin from onestop_dossiers where id = %L)', relname, $1),
                false, true, '')))[1]::text <> '0'
            order by relname
            """,
            connection
        );
        command.Parameters.Add(new() { Value = dossier });
        var written = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            written.Add(reader.GetString(0));
        }

        var copied = Tables.Select(t => t.Table).Append(Counters).Order(StringComparer.Ordinal);
        if (!written.Order(StringComparer.Ordinal).SequenceEqual(copied))
        {
            throw new InvalidOperationException(
                $"A receipt writes {Join(written)}; the yardstick would write {Join(copied)}."
            );
        }
    }

    /// <summary>Every key of the received dossier and what stands for it in a new one.</summary>
    private async Task FindKeysAsync(NpgsqlConnection connection, Guid dossier)
    {
        await using var command = new NpgsqlCommand(
            """
            select e.id, c.id, d.receiving_unit_id from onestop_dossiers d
            join history_events e on e.subject_id = d.id
            join onestop_clock_entries c on c.dossier_id = d.id
            where d.id = $1
            """,
            connection
        );
        command.Parameters.Add(new() { Value = dossier });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        replacements[Literal(dossier.ToString(), "uuid")] = $"('{Dossier}' || number.hex)::uuid";
        replacements[Literal(reader.GetGuid(0).ToString(), "uuid")] =
            $"('{Event}' || number.hex)::uuid";
        replacements[Literal(reader.GetGuid(1).ToString(), "uuid")] =
            $"('{Entry}' || number.hex)::uuid";
        replacements[Literal(reader.GetGuid(2).ToString(), "uuid")] = "office.id";
    }

    private string Fresh(string table, string column, string literal) =>
        (table, column) switch
        {
            // As long as the code it stands for.
            ("onestop_dossiers", "code") =>
                $"lpad(code.identifier || '-240306-' || lpad(code.last::text, 6, '0'), length({literal}), '0')",
            ("outbox_messages", "id") => $"('{Message}' || number.hex)::uuid",
            ("outbox_messages", "lane") => $"left({literal}, -12) || number.hex",
            ("completed_actions", "key") => $"'{new string('b', 20)}' || number.hex",
            _ => replacements.GetValueOrDefault(literal, literal),
        };

    /// <summary>The rows as literals of SQL by column.</summary>
    private static async Task<List<Dictionary<string, string>>> RowsAsync(
        NpgsqlConnection connection,
        string table,
        string where,
        string? generated,
        Guid dossier
    )
    {
        var columns = new List<(string Name, string Type)>();
        await using (
            var command = new NpgsqlCommand(
                "select attname::text, format_type(atttypid, atttypmod) from pg_attribute "
                    + "where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum",
                connection
            )
        )
        {
            command.Parameters.Add(new() { Value = table });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                columns.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        columns.RemoveAll(c => c.Name == generated);
        var rows = new List<Dictionary<string, string>>();
#pragma warning disable CA2100 // Names come from the database's own catalogue.
        await using var select = new NpgsqlCommand(
            $"select {Join(columns.Select(c => Quoted(c.Name) + "::text"))} from {table} where {where.Replace("$1", "$1::text::uuid", StringComparison.Ordinal)}",
            connection
        );
#pragma warning restore CA2100
        select.Parameters.Add(new() { Value = dossier.ToString() });
        await using var values = await select.ExecuteReaderAsync();
        while (await values.ReadAsync())
        {
            rows.Add(
                columns
                    .Select(
                        (column, i) =>
                            (
                                column.Name,
                                Text: values.IsDBNull(i)
                                    ? $"null::{column.Type}"
                                    : Literal(values.GetString(i), column.Type)
                            )
                    )
                    .ToDictionary(c => c.Name, c => c.Text)
            );
        }

        return rows;
    }

    /// <summary>pgbench takes a colon before a letter for a variable, also inside a text.</summary>
    private static string Literal(string text, string type) =>
        "E'"
        + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("'", "''", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace(":", "\\x3a", StringComparison.Ordinal)
        + $"'::{type}";

    private static string Quoted(string column) => $"\"{column}\"";

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts);
}
