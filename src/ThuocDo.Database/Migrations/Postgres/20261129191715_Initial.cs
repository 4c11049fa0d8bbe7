using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace ThuocDo.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cells",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    traits = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cells", x => new { x.unit_id, x.kind, x.day, x.procedure_id, x.channel, x.traits });
                });

            migrationBuilder.CreateTable(
                name: "circulation_envelopes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_outgoing = table.Column<bool>(type: "boolean", nullable: false),
                    source = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    message_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    packed = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    handled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_circulation_envelopes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "completed_actions",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    action = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    result = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_completed_actions", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "fact_pending",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    traits = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fact_pending", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "facts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    traits = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_facts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "file_usage",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_file_usage", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "history_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    chain = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "(pg_current_xact_id()::text)::bigint")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_history_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "index_prints",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    index = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    province = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    part = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    score = table.Column<decimal>(type: "numeric(18,6)", precision: 18, scale: 6, nullable: true),
                    rank = table.Column<int>(type: "integer", nullable: true),
                    ranked = table.Column<int>(type: "integer", nullable: true),
                    group = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    publisher = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    imported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    imported_by = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_index_prints", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspection_checklists",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    items = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_checklists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspection_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    surprise = table.Column<int>(type: "integer", nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job_leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    failed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "legal_simplification_bases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    codes = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_simplification_bases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "measures",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    required = table.Column<long>(type: "bigint", nullable: false),
                    excluded = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measures", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "onestop_absences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_absences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_access_log",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    place = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_access_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_applicants",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    folded_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    identity_number = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_applicants", x => x.dossier_id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_appointments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    citizen_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_group = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    hour = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: true),
                    claim = table.Column<string>(type: "character varying(90)", maxLength: 90, nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    booked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    arrived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    cancelled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_appointments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_booking_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    places = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_booking_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_cash_days",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cashier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    expected = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    counted = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    entries = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    signed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_cash_days", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_catalogue_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    papers_file = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    taken = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    absent = table.Column<int>(type: "integer", nullable: false),
                    papers_refused = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_catalogue_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_catalogue_stamp",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_catalogue_stamp", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_clock_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ground = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    article = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    limit = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    promised = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    calendar_version = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_clock_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_code_counters",
                columns: table => new
                {
                    identifier = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_code_counters", x => new { x.identifier, x.day });
                });

            migrationBuilder.CreateTable(
                name: "onestop_dossier_answers",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    form = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    answers = table.Column<string>(type: "text", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_dossier_answers", x => x.dossier_id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_dossier_holders",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    citizen_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_dossier_holders", x => x.dossier_id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_dossier_words",
                columns: table => new
                {
                    word = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(122)", maxLength: 122, nullable: false, collation: "C"),
                    first_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    receiving_unit_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_dossier_words", x => new { x.word, x.dossier_id, x.name, x.first_unit_id, x.receiving_unit_id });
                });

            migrationBuilder.CreateTable(
                name: "onestop_dossiers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    procedure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    regime = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    receiving_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    transfers = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    assignee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    first_promised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    fee = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    fee_waived = table.Column<bool>(type: "boolean", nullable: false),
                    payable_online = table.Column<bool>(type: "boolean", nullable: false),
                    paid_online = table.Column<bool>(type: "boolean", nullable: false),
                    post_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    return_by_post = table.Column<bool>(type: "boolean", nullable: false),
                    electronic_identity = table.Column<bool>(type: "boolean", nullable: false),
                    first_online_of_year = table.Column<bool>(type: "boolean", nullable: false),
                    hand_overs = table.Column<int>(type: "integer", nullable: false),
                    electronic_hand_overs = table.Column<int>(type: "integer", nullable: false),
                    paper_acts = table.Column<int>(type: "integer", nullable: false),
                    electronic_result = table.Column<bool>(type: "boolean", nullable: false),
                    supplements = table.Column<int>(type: "integer", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    result = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    timeliness = table.Column<string>(type: "text", nullable: true),
                    handling_days = table.Column<int>(type: "integer", nullable: true),
                    returned_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    applicant_commitment = table.Column<string>(type: "text", nullable: false),
                    tracking_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    process_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    process_part = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    step_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    timer_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    process_facts = table.Column<string>(type: "text", nullable: false),
                    requests = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_dossiers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_fee_receipts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    series = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    bill_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    issued_by = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    void_reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    voided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    voided_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_fee_receipts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_hand_over_lines",
                columns: table => new
                {
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    open_dossier_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_hand_over_lines", x => new { x.sheet_id, x.dossier_id });
                });

            migrationBuilder.CreateTable(
                name: "onestop_hand_over_sheets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_electronic = table.Column<bool>(type: "boolean", nullable: false),
                    items = table.Column<int>(type: "integer", nullable: false),
                    given_by = table.Column<Guid>(type: "uuid", nullable: false),
                    given_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    taken_by = table.Column<Guid>(type: "uuid", nullable: true),
                    taken_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_hand_over_sheets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_inbox_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    message_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    raw = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    handled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_inbox_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_intake_batch_lines",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: true),
                    error = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_intake_batch_lines", x => new { x.batch_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "onestop_intake_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    handed_in_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_intake_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_ledger_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bill_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    method = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    transaction = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_ledger_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_licences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    number_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    reference = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    signer = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    result_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    follows_id = table.Column<Guid>(type: "uuid", nullable: true),
                    followed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    followed_as = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    followed_from = table.Column<DateOnly>(type: "date", nullable: true),
                    revocation_act = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    revocation_act_on = table.Column<DateOnly>(type: "date", nullable: true),
                    revoked_from = table.Column<DateOnly>(type: "date", nullable: true),
                    revocation_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    holder_told_on = table.Column<DateOnly>(type: "date", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_licences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_national_procedures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    is_current = table.Column<bool>(type: "boolean", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    field = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    levels = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    audience = table.Column<string>(type: "text", nullable: false),
                    applicants = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: true),
                    ministry = table.Column<string>(type: "text", nullable: false),
                    agency = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    portal_url = table.Column<string>(type: "text", nullable: true),
                    ways = table.Column<string>(type: "text", nullable: false),
                    papers = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_national_procedures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: true),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    template = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    facts = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_online_users",
                columns: table => new
                {
                    person_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_online_users", x => new { x.person_key, x.year });
                });

            migrationBuilder.CreateTable(
                name: "onestop_opinions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    question = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_opinions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_payment_attempts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    bill_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    gateway = table.Column<string>(type: "text", nullable: false),
                    merchant = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    transaction = table.Column<string>(type: "text", nullable: true),
                    bank = table.Column<string>(type: "text", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    asked = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_payment_attempts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_payment_notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    merchant = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    transaction = table.Column<string>(type: "text", nullable: true),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    first_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    times = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_payment_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_portal_days",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    dossiers = table.Column<int>(type: "integer", nullable: false),
                    agreed = table.Column<int>(type: "integer", nullable: false),
                    waiting = table.Column<int>(type: "integer", nullable: false),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_portal_days", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "onestop_portal_differences",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ours = table.Column<int>(type: "integer", nullable: false),
                    theirs = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_portal_differences", x => new { x.day, x.dossier_id });
                });

            migrationBuilder.CreateTable(
                name: "onestop_portal_syncs",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_portal_syncs", x => x.dossier_id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_post_bags",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    items = table.Column<int>(type: "integer", nullable: false),
                    postman = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    handed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    handed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_post_bags", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_post_cursors",
                columns: table => new
                {
                    carrier = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    cursor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_post_cursors", x => x.carrier);
                });

            migrationBuilder.CreateTable(
                name: "onestop_procedures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_vi = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    short_vi = table.Column<string>(type: "text", nullable: false),
                    field_vi = table.Column<string>(type: "text", nullable: false),
                    field_en = table.Column<string>(type: "text", nullable: false),
                    audience = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    life_events = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_procedures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_process_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    json = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_process_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_queue_tickets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    label = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    service_group = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    reference = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    booked_for = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    waiting_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    waited_seconds = table.Column<int>(type: "integer", nullable: false),
                    desk = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    officer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    held_by = table.Column<Guid>(type: "uuid", nullable: true),
                    called_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    calls = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_queue_tickets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_ratings",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reasons = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    comment = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_ratings", x => x.dossier_id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_reconciliation_differences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    transaction = table.Column<string>(type: "text", nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    theirs = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    ours = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    detail = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    resolved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    resolved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    is_booked = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_reconciliation_differences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_reconciliation_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    file_hash = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    theirs = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    ours = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    is_superseded = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_reconciliation_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_refunds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bill_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    from_surplus = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    method = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    executed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    executed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    transaction = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_refunds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_shipments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    direction = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    state_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ordered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tracking = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    cost = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    bill = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    bag_id = table.Column<Guid>(type: "uuid", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_shipments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_standing_delegations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    principal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    principal_role_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stand_in_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stand_in_role_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_standing_delegations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_submission_contents",
                columns: table => new
                {
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    identity_number = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true),
                    filed_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    form = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    answers = table.Column<string>(type: "text", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_submission_contents", x => x.submission_id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_submissions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    citizen_id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    official_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answer_by = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    supplements = table.Column<int>(type: "integer", nullable: false),
                    supplement_until = table.Column<DateOnly>(type: "date", nullable: true),
                    for_somebody_else = table.Column<bool>(type: "boolean", nullable: false),
                    electronic_identity = table.Column<bool>(type: "boolean", nullable: false),
                    @return = table.Column<string>(name: "return", type: "character varying(10)", maxLength: 10, nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: true),
                    commitment = table.Column<string>(type: "text", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_submissions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_ticket_dossiers",
                columns: table => new
                {
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ticket_id = table.Column<Guid>(type: "uuid", nullable: false),
                    waited_seconds = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_ticket_dossiers", x => x.dossier_id);
                });

            migrationBuilder.CreateTable(
                name: "onestop_tracking_attempts",
                columns: table => new
                {
                    subject = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    wrong = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_tracking_attempts", x => x.subject);
                });

            migrationBuilder.CreateTable(
                name: "organisation_citizens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issuer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    folded_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    identity_number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    email = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    level = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    verified_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    registered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_citizens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organisation_people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    folded_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    gender = table.Column<string>(type: "text", nullable: true),
                    is_sample = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organisation_units",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    code = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    short_name = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    identifier = table.Column<string>(type: "text", nullable: true),
                    population = table.Column<int>(type: "integer", nullable: true),
                    act = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_units", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_units_organisation_units_parent_id",
                        column: x => x.parent_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    lane = table.Column<string>(type: "character varying(90)", maxLength: 90, nullable: true),
                    lane_order = table.Column<long>(type: "bigint", nullable: false),
                    subject = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    payload = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    leased_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sending_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    doubts = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "period_cells",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grain = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    period = table.Column<DateOnly>(type: "date", nullable: false),
                    measure = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_period_cells", x => new { x.grain, x.measure, x.period, x.unit_id });
                });

            migrationBuilder.CreateTable(
                name: "programme_year_marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    duty = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: true),
                    document = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_year_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "protection_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_protection_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "seals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    sealed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    horizon = table.Column<long>(type: "bigint", nullable: false),
                    chain_root = table.Column<byte[]>(type: "bytea", nullable: false),
                    figure_root = table.Column<byte[]>(type: "bytea", nullable: false),
                    figure_count = table.Column<int>(type: "integer", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    signature = table.Column<byte[]>(type: "bytea", nullable: false),
                    key_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff_reads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_reads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stored_files",
                columns: table => new
                {
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    scan = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    stored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_files", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "survey_boxes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_boxes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "survey_marks",
                columns: table => new
                {
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mark = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_marks", x => new { x.round_id, x.mark });
                });

            migrationBuilder.CreateTable(
                name: "survey_questionnaires",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    series_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    title_vi = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    title_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    questions = table.Column<string>(type: "text", nullable: false),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_questionnaires", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "swept_files",
                columns: table => new
                {
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    swept_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleting_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_swept_files", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "voice_access_log",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    matter = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_access_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inspections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    planned_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    decision = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    team = table.Column<string>(type: "text", nullable: true),
                    checklist_id = table.Column<Guid>(type: "uuid", nullable: true),
                    begun_on = table.Column<DateOnly>(type: "date", nullable: true),
                    concluded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    conclusion = table.Column<string>(type: "text", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspections", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspections_inspection_checklists_checklist_id",
                        column: x => x.checklist_id,
                        principalTable: "inspection_checklists",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "onestop_catalogue_import_lines",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    has_remarks = table.Column<bool>(type: "boolean", nullable: false),
                    remarks = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_catalogue_import_lines", x => new { x.import_id, x.position });
                    table.ForeignKey(
                        name: "fk_onestop_catalogue_import_lines_catalogue_import_import_id",
                        column: x => x.import_id,
                        principalTable: "onestop_catalogue_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "onestop_bills",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    moment = table.Column<string>(type: "text", nullable: false),
                    lines = table.Column<string>(type: "text", nullable: false),
                    total = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    pauses = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    paid = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    refunded = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    surplus = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    method = table.Column<string>(type: "text", nullable: true),
                    paid_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    exemption = table.Column<string>(type: "text", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_bills", x => x.id);
                    table.ForeignKey(
                        name: "fk_onestop_bills_onestop_dossiers_dossier_id",
                        column: x => x.dossier_id,
                        principalTable: "onestop_dossiers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "onestop_notice_deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    state = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_notice_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "fk_onestop_notice_deliveries_onestop_notices_notice_id",
                        column: x => x.notice_id,
                        principalTable: "onestop_notices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organisation_citizen_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    citizen_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    device = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    acting_person = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_citizen_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_citizen_sessions_organisation_citizens_citizen",
                        column: x => x.citizen_id,
                        principalTable: "organisation_citizens",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_delegations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    delegate_number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    delegate_id = table.Column<Guid>(type: "uuid", nullable: true),
                    acts = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    proof = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    given_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_delegations", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_delegations_organisation_citizens_delegate_id",
                        column: x => x.delegate_id,
                        principalTable: "organisation_citizens",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisation_delegations_organisation_citizens_owner_id",
                        column: x => x.owner_id,
                        principalTable: "organisation_citizens",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    display_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    locked_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                    is_locked = table.Column<bool>(type: "boolean", nullable: false),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    last_code_step = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    user_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    normalized_user_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_accounts", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_accounts_person_person_id",
                        column: x => x.person_id,
                        principalTable: "organisation_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "circulation_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    direction = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    secrecy = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    notation = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    promulgated_on = table.Column<DateOnly>(type: "date", nullable: true),
                    kind = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    subject = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    folded = table.Column<string>(type: "text", nullable: false),
                    partners = table.Column<string>(type: "text", nullable: true),
                    is_between_agencies = table.Column<bool>(type: "boolean", nullable: false),
                    is_electronic = table.Column<bool>(type: "boolean", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    handled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    work_file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cancelled_for = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_circulation_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_circulation_documents_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "circulation_work_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    secrecy = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    title = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    steps = table.Column<int>(type: "integer", nullable: false),
                    paper_steps = table.Column<int>(type: "integer", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cancelled_for = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_circulation_work_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_circulation_work_files_organisation_units_closed_unit_id",
                        column: x => x.closed_unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_circulation_work_files_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "dialogues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    place = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    topic = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    audience = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dialogues", x => x.id);
                    table.ForeignKey(
                        name: "fk_dialogues_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "internal_procedures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    first_days = table.Column<int>(type: "integer", nullable: false),
                    first_papers = table.Column<int>(type: "integer", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    papers = table.Column<int>(type: "integer", nullable: false),
                    registered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reviewed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    document = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_abolished = table.Column<bool>(type: "boolean", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_internal_procedures", x => x.id);
                    table.ForeignKey(
                        name: "fk_internal_procedures_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_drafting_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    issuer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    drafter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    dropped_for = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_drafting_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_drafting_plans_organisation_units_drafter_id",
                        column: x => x.drafter_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_drafting_plans_organisation_units_issuer_id",
                        column: x => x.issuer_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_review_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    cut = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    paper = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_review_rounds", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_review_rounds_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_simplifications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    proposed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    measure_text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    decider = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    amends = table.Column<string>(type: "text", nullable: true),
                    promised = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    statutory = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    dropped_papers = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    fee = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    online = table.Column<int>(type: "integer", nullable: true),
                    work_saved = table.Column<int>(type: "integer", nullable: false),
                    officers = table.Column<int>(type: "integer", nullable: false),
                    cost = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    decision_number = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    grounds = table.Column<string>(type: "text", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    catalogue_version = table.Column<int>(type: "integer", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_simplifications", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_simplifications_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "onestop_calendar_decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    sessions = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    name_vi = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name_en = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    act = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    known_on = table.Column<DateOnly>(type: "date", nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    applied_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    moved = table.Column<int>(type: "integer", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_calendar_decisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_onestop_calendar_decisions_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "onestop_office_limits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    limit = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    act = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_office_limits", x => x.id);
                    table.ForeignKey(
                        name: "fk_onestop_office_limits_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_onestop_office_limits_procedure_procedure_id",
                        column: x => x.procedure_id,
                        principalTable: "onestop_procedures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "onestop_outages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    to_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    what = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reported_by = table.Column<Guid>(type: "uuid", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_outages", x => x.id);
                    table.ForeignKey(
                        name: "fk_onestop_outages_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "onestop_procedure_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    regime = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    competent_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    statutory_limit = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    promised_limit = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    fee = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    fee_basis = table.Column<string>(type: "text", nullable: true),
                    payable_online_from = table.Column<DateOnly>(type: "date", nullable: true),
                    online_level = table.Column<string>(type: "text", nullable: false),
                    online_from = table.Column<DateOnly>(type: "date", nullable: true),
                    post_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    electronic_result = table.Column<bool>(type: "boolean", nullable: false),
                    process = table.Column<string>(type: "text", nullable: false),
                    steps = table.Column<string>(type: "text", nullable: false),
                    papers = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "text", nullable: true),
                    is_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    fee_items = table.Column<string>(type: "text", nullable: false),
                    receiving_place = table.Column<string>(type: "text", nullable: false),
                    decision_number = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    decision_date = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_procedure_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_onestop_procedure_versions_onestop_procedures_procedure_id",
                        column: x => x.procedure_id,
                        principalTable: "onestop_procedures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_onestop_procedure_versions_organisation_units_competent_uni",
                        column: x => x.competent_unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "onestop_webhooks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    url = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sealed_secret = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_webhooks", x => x.id);
                    table.ForeignKey(
                        name: "fk_onestop_webhooks_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_api_clients",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    scopes = table.Column<string>(type: "text", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_api_clients", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_api_clients_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_posts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    title_en = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    is_head = table.Column<bool>(type: "boolean", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_posts_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_successions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    share = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    act = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_successions", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_successions_unit_from_unit_id",
                        column: x => x.from_unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisation_successions_unit_to_unit_id",
                        column: x => x.to_unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "par_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    act = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    criteria = table.Column<string>(type: "text", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    protest_until = table.Column<DateOnly>(type: "date", nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_par_rounds", x => x.id);
                    table.ForeignKey(
                        name: "fk_par_rounds_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "praise_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    whom = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    ground_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ground = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ground_id = table.Column<Guid>(type: "uuid", nullable: true),
                    proposed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    decision = table.Column<string>(type: "text", nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_praise_proposals", x => x.id);
                    table.ForeignKey(
                        name: "fk_praise_proposals_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    quarter = table.Column<int>(type: "integer", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    cut_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    figures = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    number_key = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: true),
                    signer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_reports_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programmes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    number = table.Column<string>(type: "text", nullable: true),
                    title_vi = table.Column<string>(type: "text", nullable: false),
                    title_en = table.Column<string>(type: "text", nullable: true),
                    issuer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    adopted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    term_end = table.Column<DateOnly>(type: "date", nullable: false),
                    note_vi = table.Column<string>(type: "text", nullable: true),
                    note_en = table.Column<string>(type: "text", nullable: true),
                    source = table.Column<string>(type: "text", nullable: true),
                    leads_from = table.Column<DateOnly>(type: "date", nullable: true),
                    carries_out_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programmes", x => x.id);
                    table.ForeignKey(
                        name: "fk_programmes_organisation_units_issuer_id",
                        column: x => x.issuer_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programmes_programmes_carries_out_id",
                        column: x => x.carries_out_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    period = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    sent_on = table.Column<DateOnly>(type: "date", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_rounds", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_rounds_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_units",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    place_id = table.Column<Guid>(type: "uuid", nullable: false),
                    left_out = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_units", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_units_unit_place_id",
                        column: x => x.place_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "supervisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    by_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    document = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    conclusion = table.Column<string>(type: "text", nullable: true),
                    concluded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_supervisions_organisation_units_by_unit_id",
                        column: x => x.by_unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_supervisions_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voice_complaints",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    first_id = table.Column<Guid>(type: "uuid", nullable: true),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    contact = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    known_on = table.Column<DateOnly>(type: "date", nullable: false),
                    obstacle_days = table.Column<int>(type: "integer", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_remote = table.Column<bool>(type: "boolean", nullable: false),
                    is_complex = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    accepted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    result = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    decision = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    named = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_complaints", x => x.id);
                    table.ForeignKey(
                        name: "fk_voice_complaints_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_voice_complaints_voice_complaints_first_id",
                        column: x => x.first_id,
                        principalTable: "voice_complaints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voice_denunciations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    box_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    accepted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    named = table.Column<string>(type: "text", nullable: false),
                    seats_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_denunciations", x => x.id);
                    table.ForeignKey(
                        name: "fk_voice_denunciations_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sealed_figures",
                columns: table => new
                {
                    seal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    indicator = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reading = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    definition_version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    definition_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    numerator = table.Column<long>(type: "bigint", nullable: false),
                    denominator = table.Column<long>(type: "bigint", nullable: false),
                    records_root = table.Column<byte[]>(type: "bytea", nullable: false),
                    record_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sealed_figures", x => new { x.seal_id, x.indicator, x.reading, x.unit_id });
                    table.ForeignKey(
                        name: "fk_sealed_figures_seal_seal_id",
                        column: x => x.seal_id,
                        principalTable: "seals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sealed_trees",
                columns: table => new
                {
                    seal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    indicator = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reading = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    blocks = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sealed_trees", x => new { x.seal_id, x.indicator, x.reading, x.unit_id });
                    table.ForeignKey(
                        name: "fk_sealed_trees_seal_seal_id",
                        column: x => x.seal_id,
                        principalTable: "seals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "onestop_attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    paper_number = table.Column<int>(type: "integer", nullable: true),
                    form = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    reference = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: true),
                    original_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    signed_by = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    signed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    signature_fault = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_attachments", x => x.id);
                    table.ForeignKey(
                        name: "fk_onestop_attachments_stored_files_hash",
                        column: x => x.hash,
                        principalTable: "stored_files",
                        principalColumn: "hash",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_onestop_attachments_stored_files_original_hash",
                        column: x => x.original_hash,
                        principalTable: "stored_files",
                        principalColumn: "hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "onestop_submission_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    paper_number = table.Column<int>(type: "integer", nullable: true),
                    is_delegation = table.Column<bool>(type: "boolean", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    from_dossier_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onestop_submission_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_onestop_submission_files_stored_files_hash",
                        column: x => x.hash,
                        principalTable: "stored_files",
                        principalColumn: "hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voice_feedback",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    contact = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    more = table.Column<string>(type: "text", nullable: true),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    file_name = table.Column<string>(type: "text", nullable: true),
                    file_kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    dossier_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    runs_from = table.Column<DateOnly>(type: "date", nullable: false),
                    resolve_by = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    question = table.Column<string>(type: "text", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_founded = table.Column<bool>(type: "boolean", nullable: true),
                    was_prolonged = table.Column<bool>(type: "boolean", nullable: false),
                    public_text = table.Column<string>(type: "text", nullable: true),
                    public_answer = table.Column<string>(type: "text", nullable: true),
                    public_salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_liked = table.Column<bool>(type: "boolean", nullable: true),
                    reopened = table.Column<int>(type: "integer", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_feedback", x => x.id);
                    table.ForeignKey(
                        name: "fk_voice_feedback_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_voice_feedback_stored_files_file_hash",
                        column: x => x.file_hash,
                        principalTable: "stored_files",
                        principalColumn: "hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "survey_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    questionnaire_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    opens_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closes_on = table.Column<DateOnly>(type: "date", nullable: false),
                    strata = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    sample_size = table.Column<int>(type: "integer", nullable: false),
                    target = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    anchors = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    is_simulated = table.Column<bool>(type: "boolean", nullable: false),
                    seed = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    seed_commitment = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    cells = table.Column<string>(type: "text", nullable: false),
                    sample_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false),
                    open_code = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    boxes_hash = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_rounds", x => x.id);
                    table.ForeignKey(
                        name: "fk_survey_rounds_survey_questionnaires_questionnaire_id",
                        column: x => x.questionnaire_id,
                        principalTable: "survey_questionnaires",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "inspection_draws",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    inspection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    place_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sample = table.Column<int>(type: "integer", nullable: false),
                    committed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    seed = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    seed_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    frame_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    weights_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    commitment = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    frame = table.Column<string>(type: "text", nullable: false),
                    revealed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    list = table.Column<string>(type: "text", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_draws", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_draws_inspection_inspection_id",
                        column: x => x.inspection_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "inspection_places",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    inspection_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    draw_id = table.Column<Guid>(type: "uuid", nullable: true),
                    visited_on = table.Column<DateOnly>(type: "date", nullable: true),
                    words = table.Column<string>(type: "text", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_places", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_places_inspections_inspection_id",
                        column: x => x.inspection_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_inspection_places_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_account_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_account_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_account_claims_organisation_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "organisation_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organisation_account_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_account_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_organisation_account_logins_organisation_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "organisation_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organisation_account_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_account_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_organisation_account_tokens_organisation_accounts_user_id",
                        column: x => x.user_id,
                        principalTable: "organisation_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organisation_role_assignments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_role_assignments", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_role_assignments_organisation_accounts_account",
                        column: x => x.account_id,
                        principalTable: "organisation_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisation_role_assignments_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voice_denunciation_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_private = table.Column<byte[]>(type: "bytea", nullable: false),
                    receives = table.Column<bool>(type: "boolean", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_denunciation_keys", x => x.id);
                    table.ForeignKey(
                        name: "fk_voice_denunciation_keys_organisation_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "organisation_accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "circulation_exchanges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    side = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    own = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    partner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    partner_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    edxml_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    notation = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    transport = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    envelope_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    progress = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    recall = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_circulation_exchanges", x => x.id);
                    table.ForeignKey(
                        name: "fk_circulation_exchanges_edxml_envelope_envelope_id",
                        column: x => x.envelope_id,
                        principalTable: "circulation_envelopes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_circulation_exchanges_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_circulation_exchanges_registered_document_document_id",
                        column: x => x.document_id,
                        principalTable: "circulation_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "circulation_work_file_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    work_file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    medium = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_circulation_work_file_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_circulation_work_file_steps_circulation_work_files_work_fil",
                        column: x => x.work_file_id,
                        principalTable: "circulation_work_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "dialogue_questions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dialogue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    public_text = table.Column<string>(type: "text", nullable: true),
                    public_answer = table.Column<string>(type: "text", nullable: true),
                    public_salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    withdrawn_for = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dialogue_questions", x => x.id);
                    table.ForeignKey(
                        name: "fk_dialogue_questions_dialogues_dialogue_id",
                        column: x => x.dialogue_id,
                        principalTable: "dialogues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_dialogue_questions_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    level = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    issuer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    drafter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    short_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    symbol = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    published_in = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    folded = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_documents_legal_drafting_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "legal_drafting_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_documents_organisation_units_drafter_id",
                        column: x => x.drafter_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_documents_organisation_units_issuer_id",
                        column: x => x.issuer_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_simplification_opinions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    proposal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    stance = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_simplification_opinions", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_simplification_opinions_legal_simplifications_proposa",
                        column: x => x.proposal_id,
                        principalTable: "legal_simplifications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_post_holdings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_post_holdings", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_post_holdings_organisation_people_person_id",
                        column: x => x.person_id,
                        principalTable: "organisation_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisation_post_holdings_post_post_id",
                        column: x => x.post_id,
                        principalTable: "organisation_posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "par_sheets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    submitted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    submitted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    first_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_par_sheets", x => x.id);
                    table.ForeignKey(
                        name: "fk_par_sheets_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_par_sheets_par_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "par_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assigned_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    origin = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    origin_number = table.Column<int>(type: "integer", nullable: true),
                    axis = table.Column<int>(type: "integer", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    product = table.Column<string>(type: "text", nullable: true),
                    basis = table.Column<string>(type: "text", nullable: true),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    co_operating = table.Column<string>(type: "text", nullable: true),
                    first_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    date_changes = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    rung = table.Column<int>(type: "integer", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assigned_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_assigned_tasks_assigned_tasks_parent_id",
                        column: x => x.parent_id,
                        principalTable: "assigned_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assigned_tasks_organisation_units_due_unit_id",
                        column: x => x.due_unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assigned_tasks_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assigned_tasks_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_addressees",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_version = table.Column<int>(type: "integer", nullable: false),
                    to_version = table.Column<int>(type: "integer", nullable: true),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name_vi = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    duty_vi = table.Column<string>(type: "text", nullable: false),
                    duty_en = table.Column<string>(type: "text", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_addressees", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_addressees_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_axes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name_vi = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_axes", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_axes_organisation_units_lead_id",
                        column: x => x.lead_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programme_axes_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    text_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reach_year = table.Column<int>(type: "integer", nullable: true),
                    amends_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_drafts", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_drafts_programme_amends_id",
                        column: x => x.amends_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_meetings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    cut_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    pack = table.Column<string>(type: "text", nullable: false),
                    document = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    conclusions = table.Column<string>(type: "text", nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cancelled_for = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_meetings", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_meetings_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programme_meetings_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_milestones",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    condition = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_milestones", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_milestones_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_plan_ties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    item = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    tied_to = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    is_decided = table.Column<bool>(type: "boolean", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_plan_ties", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_plan_ties_programme_plan_id",
                        column: x => x.plan_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_targets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_version = table.Column<int>(type: "integer", nullable: false),
                    to_version = table.Column<int>(type: "integer", nullable: true),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    name_vi = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    axis = table.Column<int>(type: "integer", nullable: true),
                    sentence = table.Column<int>(type: "integer", nullable: false),
                    deadline = table.Column<DateOnly>(type: "date", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_owner_named = table.Column<bool>(type: "boolean", nullable: false),
                    note_vi = table.Column<string>(type: "text", nullable: true),
                    note_en = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_targets", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_targets_organisation_units_owner_id",
                        column: x => x.owner_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programme_targets_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_version = table.Column<int>(type: "integer", nullable: false),
                    to_version = table.Column<int>(type: "integer", nullable: true),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    axis = table.Column<int>(type: "integer", nullable: true),
                    name_vi = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    lead = table.Column<string>(type: "text", nullable: true),
                    lead_id = table.Column<Guid>(type: "uuid", nullable: true),
                    coordinating = table.Column<string>(type: "text", nullable: true),
                    product = table.Column<string>(type: "text", nullable: true),
                    deadline = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_tasks_organisation_units_lead_id",
                        column: x => x.lead_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programme_tasks_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    act = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    act_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    adopted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    term_end = table.Column<DateOnly>(type: "date", nullable: false),
                    draft_id = table.Column<Guid>(type: "uuid", nullable: true),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_versions_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "study_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_study_rounds", x => x.id);
                    table.ForeignKey(
                        name: "fk_study_rounds_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_contributions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    answers = table.Column<string>(type: "text", nullable: false),
                    figures = table.Column<string>(type: "text", nullable: true),
                    figures_to = table.Column<DateOnly>(type: "date", nullable: true),
                    submitted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    submitted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    first_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    returned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    late_again = table.Column<int>(type: "integer", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_contributions", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_contributions_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_report_contributions_report_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "report_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "job_schemes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    service_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    positions = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    document = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    rank_document = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    rank_from = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_schemes", x => x.id);
                    table.ForeignKey(
                        name: "fk_job_schemes_service_units_service_unit_id",
                        column: x => x.service_unit_id,
                        principalTable: "service_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_job_schemes_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_acts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    service_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    position = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    law = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    year = table.Column<int>(type: "integer", nullable: true),
                    count = table.Column<int>(type: "integer", nullable: true),
                    amount = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    second = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    document = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    document_on = table.Column<DateOnly>(type: "date", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    counter_of = table.Column<Guid>(type: "uuid", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_acts", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_acts_organisation_acts_counter_of",
                        column: x => x.counter_of,
                        principalTable: "organisation_acts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisation_acts_organisation_people_person_id",
                        column: x => x.person_id,
                        principalTable: "organisation_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisation_acts_service_unit_other_id",
                        column: x => x.other_id,
                        principalTable: "service_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisation_acts_service_unit_service_unit_id",
                        column: x => x.service_unit_id,
                        principalTable: "service_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisation_acts_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "supervision_findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reply = table.Column<string>(type: "text", nullable: true),
                    is_taken = table.Column<bool>(type: "boolean", nullable: true),
                    replied_on = table.Column<DateOnly>(type: "date", nullable: true),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervision_findings", x => x.id);
                    table.ForeignKey(
                        name: "fk_supervision_findings_supervisions_case_id",
                        column: x => x.case_id,
                        principalTable: "supervisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voice_denunciation_boxes",
                columns: table => new
                {
                    denunciation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_denunciation_boxes", x => x.denunciation_id);
                    table.ForeignKey(
                        name: "fk_voice_denunciation_boxes_voice_denunciations_denunciation_id",
                        column: x => x.denunciation_id,
                        principalTable: "voice_denunciations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voice_denunciation_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    denunciation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    box = table.Column<byte[]>(type: "bytea", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_denunciation_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_voice_denunciation_notes_voice_denunciations_denunciation_id",
                        column: x => x.denunciation_id,
                        principalTable: "voice_denunciations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voice_denunciation_seats",
                columns: table => new
                {
                    denunciation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voice_denunciation_seats", x => new { x.denunciation_id, x.account_id });
                    table.ForeignKey(
                        name: "fk_voice_denunciation_seats_voice_denunciations_denunciation_id",
                        column: x => x.denunciation_id,
                        principalTable: "voice_denunciations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "survey_invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cell = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    mail = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_invitations", x => x.id);
                    table.ForeignKey(
                        name: "fk_survey_invitations_survey_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "survey_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "inspection_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    place_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_entries_inspection_place_place_id",
                        column: x => x.place_id,
                        principalTable: "inspection_places",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "inspection_findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    place_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    severity = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    remedy = table.Column<string>(type: "text", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: true),
                    report = table.Column<string>(type: "text", nullable: true),
                    checked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    check = table.Column<string>(type: "text", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_findings", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_findings_inspection_place_place_id",
                        column: x => x.place_id,
                        principalTable: "inspection_places",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_inspection_findings_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "inspection_photos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    place_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item = table.Column<int>(type: "integer", nullable: true),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_photos", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_photos_inspection_place_place_id",
                        column: x => x.place_id,
                        principalTable: "inspection_places",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_inspection_photos_stored_files_hash",
                        column: x => x.hash,
                        principalTable: "stored_files",
                        principalColumn: "hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_document_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    by = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    paper = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    concluded_on = table.Column<DateOnly>(type: "date", nullable: false),
                    conclusion = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    provision = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    words = table.Column<string>(type: "text", nullable: false),
                    lifted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    lifted_for = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    handling = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    handled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    handled_by = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_document_checks", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_document_checks_legal_document_document_id",
                        column: x => x.document_id,
                        principalTable: "legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_document_opinions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    text_number = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    passes = table.Column<bool>(type: "boolean", nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    reply = table.Column<string>(type: "text", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_document_opinions", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_document_opinions_legal_document_document_id",
                        column: x => x.document_id,
                        principalTable: "legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_document_relations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    provision = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_document_relations", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_document_relations_legal_document_from_id",
                        column: x => x.from_id,
                        principalTable: "legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_document_relations_legal_document_to_id",
                        column: x => x.to_id,
                        principalTable: "legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_document_texts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    words = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_document_texts", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_document_texts_legal_document_document_id",
                        column: x => x.document_id,
                        principalTable: "legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_review_findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    result = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    words = table.Column<string>(type: "text", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_review_findings", x => x.id);
                    table.ForeignKey(
                        name: "fk_legal_review_findings_legal_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_review_findings_review_round_round_id",
                        column: x => x.round_id,
                        principalTable: "legal_review_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_head_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    holding_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    day_after = table.Column<DateOnly>(type: "date", nullable: false),
                    grounds = table.Column<string>(type: "text", nullable: false),
                    words = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    authority = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ruling = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_head_proposals", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_head_proposals_organisation_post_holdings_holding",
                        column: x => x.holding_id,
                        principalTable: "organisation_post_holdings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_score_replies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    holding_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    day_after = table.Column<DateOnly>(type: "date", nullable: false),
                    line = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    figure = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_score_replies", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_score_replies_organisation_post_holdings_holding_",
                        column: x => x.holding_id,
                        principalTable: "organisation_post_holdings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "par_evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    issuer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    title = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    file_kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    file_name = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    numerator = table.Column<long>(type: "bigint", nullable: true),
                    denominator = table.Column<long>(type: "bigint", nullable: true),
                    cut_on = table.Column<DateOnly>(type: "date", nullable: true),
                    address = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    withdrawn = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_par_evidence", x => x.id);
                    table.ForeignKey(
                        name: "fk_par_evidence_par_sheets_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "par_sheets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_par_evidence_stored_files_hash",
                        column: x => x.hash,
                        principalTable: "stored_files",
                        principalColumn: "hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "par_improvements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    task = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    result = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_par_improvements", x => x.id);
                    table.ForeignKey(
                        name: "fk_par_improvements_par_sheets_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "par_sheets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "par_scores",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    input = table.Column<string>(type: "text", nullable: false),
                    self = table.Column<decimal>(type: "numeric(18,6)", precision: 18, scale: 6, nullable: true),
                    is_left_out = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    proposed = table.Column<decimal>(type: "numeric(18,6)", precision: 18, scale: 6, nullable: true),
                    proposed_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    explanation = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    decided = table.Column<decimal>(type: "numeric(18,6)", precision: 18, scale: 6, nullable: true),
                    decided_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    protest = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    recheck = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    rechecked = table.Column<decimal>(type: "numeric(18,6)", precision: 18, scale: 6, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_par_scores", x => x.id);
                    table.ForeignKey(
                        name: "fk_par_scores_par_sheets_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "par_sheets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funding_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    product = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    axis = table.Column<int>(type: "integer", nullable: true),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    document = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    document_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    counter_of = table.Column<Guid>(type: "uuid", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_funding_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_funding_entries_assigned_task_task_id",
                        column: x => x.task_id,
                        principalTable: "assigned_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_funding_entries_funding_entries_counter_of",
                        column: x => x.counter_of,
                        principalTable: "funding_entries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_funding_entries_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_funding_entries_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outreach_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    where = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    what = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    evidence = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outreach_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_outreach_notes_assigned_task_task_id",
                        column: x => x.task_id,
                        principalTable: "assigned_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_outreach_notes_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pilots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    origin = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    source_on = table.Column<DateOnly>(type: "date", nullable: true),
                    units = table.Column<string>(type: "text", nullable: true),
                    lead_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    condition = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    indicator = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pilots", x => x.id);
                    table.ForeignKey(
                        name: "fk_pilots_assigned_task_task_id",
                        column: x => x.task_id,
                        principalTable: "assigned_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pilots_organisation_units_lead_unit_id",
                        column: x => x.lead_unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pilots_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "task_missed_days",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    moved_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_missed_days", x => x.id);
                    table.ForeignKey(
                        name: "fk_task_missed_days_assigned_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "assigned_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_task_missed_days_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "task_obstacles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    proposal = table.Column<string>(type: "text", nullable: false),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    raised_by = table.Column<Guid>(type: "uuid", nullable: true),
                    at_unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    passed_up = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_obstacles", x => x.id);
                    table.ForeignKey(
                        name: "fk_task_obstacles_assigned_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "assigned_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_task_obstacles_organisation_units_at_unit_id",
                        column: x => x.at_unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "task_progress",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    reported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reported_by = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    remark = table.Column<string>(type: "text", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_progress", x => x.id);
                    table.ForeignKey(
                        name: "fk_task_progress_assigned_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "assigned_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_addressee_units",
                columns: table => new
                {
                    addressee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_addressee_units", x => new { x.addressee_id, x.unit_id });
                    table.ForeignKey(
                        name: "fk_programme_addressee_units_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programme_addressee_units_programme_addressees_addressee_id",
                        column: x => x.addressee_id,
                        principalTable: "programme_addressees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_duties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_version = table.Column<int>(type: "integer", nullable: false),
                    to_version = table.Column<int>(type: "integer", nullable: true),
                    addressee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name_vi = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    rule = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_duties", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_duties_programme_addressees_addressee_id",
                        column: x => x.addressee_id,
                        principalTable: "programme_addressees",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_draft_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    draft_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    state = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    sentence = table.Column<int>(type: "integer", nullable: false),
                    section = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    doubts = table.Column<string>(type: "text", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: true),
                    @operator = table.Column<string>(name: "operator", type: "text", nullable: true),
                    value = table.Column<string>(type: "text", nullable: true),
                    unit = table.Column<string>(type: "text", nullable: true),
                    scope = table.Column<string>(type: "text", nullable: true),
                    rank_group = table.Column<string>(type: "text", nullable: true),
                    base_year = table.Column<string>(type: "text", nullable: true),
                    deadline = table.Column<string>(type: "text", nullable: true),
                    deadline_text = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<string>(type: "text", nullable: true),
                    body_id = table.Column<Guid>(type: "uuid", nullable: true),
                    coordinating = table.Column<string>(type: "text", nullable: true),
                    product = table.Column<string>(type: "text", nullable: true),
                    indicator = table.Column<string>(type: "text", nullable: true),
                    amends = table.Column<string>(type: "text", nullable: true),
                    asks_for_plan = table.Column<bool>(type: "boolean", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_draft_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_draft_items_organisation_units_body_id",
                        column: x => x.body_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programme_draft_items_programme_draft_draft_id",
                        column: x => x.draft_id,
                        principalTable: "programme_drafts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_draft_sentences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    draft_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    start = table.Column<int>(type: "integer", nullable: false),
                    end = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_draft_sentences", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_draft_sentences_programme_draft_draft_id",
                        column: x => x.draft_id,
                        principalTable: "programme_drafts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_conclusions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    product = table.Column<string>(type: "text", nullable: true),
                    is_by_hand = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_conclusions", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_conclusions_meeting_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "programme_meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programme_conclusions_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_conditions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_version = table.Column<int>(type: "integer", nullable: false),
                    to_version = table.Column<int>(type: "integer", nullable: true),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name_vi = table.Column<string>(type: "text", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: true),
                    @operator = table.Column<string>(name: "operator", type: "character varying(10)", maxLength: 10, nullable: false),
                    limit = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    group = table.Column<string>(type: "text", nullable: true),
                    unit = table.Column<string>(type: "text", nullable: false),
                    base_year = table.Column<int>(type: "integer", nullable: true),
                    scope = table.Column<string>(type: "text", nullable: false),
                    deadline = table.Column<DateOnly>(type: "date", nullable: false),
                    indicator = table.Column<string>(type: "text", nullable: false),
                    readings = table.Column<string>(type: "text", nullable: false),
                    index = table.Column<string>(type: "text", nullable: true),
                    interpretation_vi = table.Column<string>(type: "text", nullable: true),
                    interpretation_en = table.Column<string>(type: "text", nullable: true),
                    is_confirmed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_conditions", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_conditions_target_target_id",
                        column: x => x.target_id,
                        principalTable: "programme_targets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "study_parts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cell = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: true),
                    participants = table.Column<int>(type: "integer", nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    acknowledged_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    acknowledged_by = table.Column<Guid>(type: "uuid", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_study_parts", x => x.id);
                    table.ForeignKey(
                        name: "fk_study_parts_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_study_parts_study_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "study_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pilot_adoptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pilot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    evidence = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    dropped_for = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pilot_adoptions", x => x.id);
                    table.ForeignKey(
                        name: "fk_pilot_adoptions_assigned_task_task_id",
                        column: x => x.task_id,
                        principalTable: "assigned_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pilot_adoptions_organisation_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "organisation_units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pilot_adoptions_pilot_pilot_id",
                        column: x => x.pilot_id,
                        principalTable: "pilots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pilot_evaluations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pilot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    verdict = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    grounds = table.Column<string>(type: "text", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    figures = table.Column<string>(type: "text", nullable: true),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pilot_evaluations", x => x.id);
                    table.ForeignKey(
                        name: "fk_pilot_evaluations_pilot_pilot_id",
                        column: x => x.pilot_id,
                        principalTable: "pilots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pilot_measures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pilot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    unit = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    value = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: false),
                    source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pilot_measures", x => x.id);
                    table.ForeignKey(
                        name: "fk_pilot_measures_pilots_pilot_id",
                        column: x => x.pilot_id,
                        principalTable: "pilots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "task_evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    progress_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_evidence", x => x.id);
                    table.ForeignKey(
                        name: "fk_task_evidence_stored_files_hash",
                        column: x => x.hash,
                        principalTable: "stored_files",
                        principalColumn: "hash",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_task_evidence_task_progress_progress_id",
                        column: x => x.progress_id,
                        principalTable: "task_progress",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_assigned_tasks_due_unit_id",
                table: "assigned_tasks",
                column: "due_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_assigned_tasks_parent_id",
                table: "assigned_tasks",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_assigned_tasks_programme_id_number",
                table: "assigned_tasks",
                columns: new[] { "programme_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assigned_tasks_source_id_source",
                table: "assigned_tasks",
                columns: new[] { "source_id", "source" });

            migrationBuilder.CreateIndex(
                name: "ix_assigned_tasks_state_due_on",
                table: "assigned_tasks",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_assigned_tasks_unit_id_state",
                table: "assigned_tasks",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_circulation_documents_direction_day",
                table: "circulation_documents",
                columns: new[] { "direction", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_circulation_documents_unit_id_direction_day",
                table: "circulation_documents",
                columns: new[] { "unit_id", "direction", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_circulation_documents_unit_id_direction_year_number",
                table: "circulation_documents",
                columns: new[] { "unit_id", "direction", "year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_circulation_documents_work_file_id",
                table: "circulation_documents",
                column: "work_file_id");

            migrationBuilder.CreateIndex(
                name: "ix_circulation_envelopes_is_outgoing_message_key",
                table: "circulation_envelopes",
                columns: new[] { "is_outgoing", "message_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_circulation_exchanges_document_id",
                table: "circulation_exchanges",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_circulation_exchanges_edxml_id_side_unit_id_partner",
                table: "circulation_exchanges",
                columns: new[] { "edxml_id", "side", "unit_id", "partner" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_circulation_exchanges_envelope_id",
                table: "circulation_exchanges",
                column: "envelope_id");

            migrationBuilder.CreateIndex(
                name: "ix_circulation_exchanges_unit_id_started_at",
                table: "circulation_exchanges",
                columns: new[] { "unit_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_circulation_work_file_steps_work_file_id_number",
                table: "circulation_work_file_steps",
                columns: new[] { "work_file_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_circulation_work_files_closed_unit_id_closed_on",
                table: "circulation_work_files",
                columns: new[] { "closed_unit_id", "closed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_circulation_work_files_unit_id_year_number",
                table: "circulation_work_files",
                columns: new[] { "unit_id", "year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dialogue_questions_dialogue_id_number",
                table: "dialogue_questions",
                columns: new[] { "dialogue_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dialogue_questions_unit_id_state",
                table: "dialogue_questions",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_dialogues_held_on",
                table: "dialogues",
                column: "held_on");

            migrationBuilder.CreateIndex(
                name: "ix_dialogues_unit_id",
                table: "dialogues",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_facts_subject_id",
                table: "facts",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_facts_unit_id_kind_day",
                table: "facts",
                columns: new[] { "unit_id", "kind", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_funding_entries_counter_of",
                table: "funding_entries",
                column: "counter_of",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_funding_entries_programme_id_number",
                table: "funding_entries",
                columns: new[] { "programme_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_funding_entries_programme_id_year",
                table: "funding_entries",
                columns: new[] { "programme_id", "year" });

            migrationBuilder.CreateIndex(
                name: "ix_funding_entries_task_id",
                table: "funding_entries",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_funding_entries_unit_id",
                table: "funding_entries",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_history_events_position",
                table: "history_events",
                column: "position");

            migrationBuilder.CreateIndex(
                name: "ix_history_events_subject_id_sequence",
                table: "history_events",
                columns: new[] { "subject_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_index_prints_index_province_year",
                table: "index_prints",
                columns: new[] { "index", "province", "year" });

            migrationBuilder.CreateIndex(
                name: "ix_inspection_checklists_name_number",
                table: "inspection_checklists",
                columns: new[] { "name", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_draws_inspection_id_number",
                table: "inspection_draws",
                columns: new[] { "inspection_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_entries_place_id_item",
                table: "inspection_entries",
                columns: new[] { "place_id", "item" });

            migrationBuilder.CreateIndex(
                name: "ix_inspection_findings_place_id_number",
                table: "inspection_findings",
                columns: new[] { "place_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_findings_unit_id_state",
                table: "inspection_findings",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_inspection_photos_hash",
                table: "inspection_photos",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_photos_place_id",
                table: "inspection_photos",
                column: "place_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_places_inspection_id_unit_id",
                table: "inspection_places",
                columns: new[] { "inspection_id", "unit_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_places_unit_id",
                table: "inspection_places",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_plans_year",
                table: "inspection_plans",
                column: "year",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspections_checklist_id",
                table: "inspections",
                column: "checklist_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspections_year_number",
                table: "inspections",
                columns: new[] { "year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_internal_procedures_unit_id_number",
                table: "internal_procedures",
                columns: new[] { "unit_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_job_schemes_number",
                table: "job_schemes",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_job_schemes_service_unit_id",
                table: "job_schemes",
                column: "service_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_job_schemes_unit_id",
                table: "job_schemes",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_document_checks_document_id_number",
                table: "legal_document_checks",
                columns: new[] { "document_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_document_opinions_document_id_number",
                table: "legal_document_opinions",
                columns: new[] { "document_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_document_relations_from_id",
                table: "legal_document_relations",
                column: "from_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_document_relations_to_id",
                table: "legal_document_relations",
                column: "to_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_document_texts_document_id_number",
                table: "legal_document_texts",
                columns: new[] { "document_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_documents_drafter_id",
                table: "legal_documents",
                column: "drafter_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_documents_issuer_id_issued_on",
                table: "legal_documents",
                columns: new[] { "issuer_id", "issued_on" });

            migrationBuilder.CreateIndex(
                name: "ix_legal_documents_number",
                table: "legal_documents",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_documents_plan_id",
                table: "legal_documents",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_drafting_plans_drafter_id",
                table: "legal_drafting_plans",
                column: "drafter_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_drafting_plans_issuer_id",
                table: "legal_drafting_plans",
                column: "issuer_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_drafting_plans_year_number",
                table: "legal_drafting_plans",
                columns: new[] { "year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_review_findings_document_id",
                table: "legal_review_findings",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_review_findings_round_id_document_id",
                table: "legal_review_findings",
                columns: new[] { "round_id", "document_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_review_rounds_unit_id",
                table: "legal_review_rounds",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_simplification_opinions_proposal_id_number",
                table: "legal_simplification_opinions",
                columns: new[] { "proposal_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_simplifications_code",
                table: "legal_simplifications",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "ix_legal_simplifications_number",
                table: "legal_simplifications",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_legal_simplifications_unit_id",
                table: "legal_simplifications",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_absences_account_id_valid_to",
                table: "onestop_absences",
                columns: new[] { "account_id", "valid_to" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_access_log_account_id_at",
                table: "onestop_access_log",
                columns: new[] { "account_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_access_log_dossier_id_at",
                table: "onestop_access_log",
                columns: new[] { "dossier_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_applicants_identity_number",
                table: "onestop_applicants",
                column: "identity_number");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_appointments_citizen_id",
                table: "onestop_appointments",
                column: "citizen_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_appointments_claim",
                table: "onestop_appointments",
                column: "claim",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_appointments_code",
                table: "onestop_appointments",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_appointments_unit_id_day_hour_place",
                table: "onestop_appointments",
                columns: new[] { "unit_id", "day", "hour", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_attachments_dossier_id_added_at",
                table: "onestop_attachments",
                columns: new[] { "dossier_id", "added_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_attachments_hash",
                table: "onestop_attachments",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_attachments_original_hash",
                table: "onestop_attachments",
                column: "original_hash");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_attachments_reference",
                table: "onestop_attachments",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_bills_dossier_id",
                table: "onestop_bills",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_bills_number",
                table: "onestop_bills",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_bills_reference",
                table: "onestop_bills",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_bills_unit_id_state_issued_at",
                table: "onestop_bills",
                columns: new[] { "unit_id", "state", "issued_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_booking_plans_unit_id_valid_from",
                table: "onestop_booking_plans",
                columns: new[] { "unit_id", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_calendar_decisions_number",
                table: "onestop_calendar_decisions",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_calendar_decisions_unit_id",
                table: "onestop_calendar_decisions",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_cash_days_unit_id_cashier_id_day",
                table: "onestop_cash_days",
                columns: new[] { "unit_id", "cashier_id", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_catalogue_imports_number",
                table: "onestop_catalogue_imports",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_onestop_clock_entries_dossier_sequence",
                table: "onestop_clock_entries",
                columns: new[] { "dossier_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossier_holders_answered_at",
                table: "onestop_dossier_holders",
                column: "answered_at");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossier_holders_citizen_id",
                table: "onestop_dossier_holders",
                column: "citizen_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossier_words_first_unit_id_word",
                table: "onestop_dossier_words",
                columns: new[] { "first_unit_id", "word" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossier_words_receiving_unit_id_word",
                table: "onestop_dossier_words",
                columns: new[] { "receiving_unit_id", "word" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossiers_assignee_id_state",
                table: "onestop_dossiers",
                columns: new[] { "assignee_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossiers_closed_on",
                table: "onestop_dossiers",
                column: "closed_on");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossiers_code",
                table: "onestop_dossiers",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossiers_parent_id",
                table: "onestop_dossiers",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossiers_receiving_unit_id_state",
                table: "onestop_dossiers",
                columns: new[] { "receiving_unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossiers_state_due_at",
                table: "onestop_dossiers",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossiers_timer_at",
                table: "onestop_dossiers",
                column: "timer_at");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_dossiers_unit_id_state_due_at",
                table: "onestop_dossiers",
                columns: new[] { "unit_id", "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_fee_receipts_bill_id",
                table: "onestop_fee_receipts",
                column: "bill_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_fee_receipts_unit_id_series_number",
                table: "onestop_fee_receipts",
                columns: new[] { "unit_id", "series", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_hand_over_lines_dossier_id",
                table: "onestop_hand_over_lines",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_hand_over_lines_open_dossier_id",
                table: "onestop_hand_over_lines",
                column: "open_dossier_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_hand_over_sheets_code",
                table: "onestop_hand_over_sheets",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_hand_over_sheets_from_unit_id_given_at",
                table: "onestop_hand_over_sheets",
                columns: new[] { "from_unit_id", "given_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_hand_over_sheets_to_unit_id_taken_at",
                table: "onestop_hand_over_sheets",
                columns: new[] { "to_unit_id", "taken_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_inbox_messages_source_message_key",
                table: "onestop_inbox_messages",
                columns: new[] { "source", "message_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_intake_batch_lines_dossier_id",
                table: "onestop_intake_batch_lines",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_ledger_entries_account_day",
                table: "onestop_ledger_entries",
                columns: new[] { "account", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_ledger_entries_bill_id_sequence",
                table: "onestop_ledger_entries",
                columns: new[] { "bill_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_ledger_entries_reference",
                table: "onestop_ledger_entries",
                column: "reference");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_ledger_entries_unit_id_day",
                table: "onestop_ledger_entries",
                columns: new[] { "unit_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_licences_dossier_id",
                table: "onestop_licences",
                column: "dossier_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_licences_follows_id",
                table: "onestop_licences",
                column: "follows_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_licences_reference",
                table: "onestop_licences",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_licences_unit_id_procedure_id_number_key",
                table: "onestop_licences",
                columns: new[] { "unit_id", "procedure_id", "number_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_licences_unit_id_valid_to",
                table: "onestop_licences",
                columns: new[] { "unit_id", "valid_to" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_national_procedures_code_revision",
                table: "onestop_national_procedures",
                columns: new[] { "code", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_national_procedures_is_current",
                table: "onestop_national_procedures",
                column: "is_current");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_notice_deliveries_notice_id",
                table: "onestop_notice_deliveries",
                column: "notice_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_notices_account_id_read_at",
                table: "onestop_notices",
                columns: new[] { "account_id", "read_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_notices_dossier_id",
                table: "onestop_notices",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_notices_event_id_recipient",
                table: "onestop_notices",
                columns: new[] { "event_id", "recipient" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_notices_submission_id",
                table: "onestop_notices",
                column: "submission_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_office_limits_procedure_id_unit_id",
                table: "onestop_office_limits",
                columns: new[] { "procedure_id", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_office_limits_unit_id",
                table: "onestop_office_limits",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_opinions_closed_at_due_at",
                table: "onestop_opinions",
                columns: new[] { "closed_at", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_opinions_dossier_id",
                table: "onestop_opinions",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_opinions_unit_id_closed_at",
                table: "onestop_opinions",
                columns: new[] { "unit_id", "closed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_outages_unit_id_from_at",
                table: "onestop_outages",
                columns: new[] { "unit_id", "from_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_payment_attempts_bill_id",
                table: "onestop_payment_attempts",
                column: "bill_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_payment_attempts_reference",
                table: "onestop_payment_attempts",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_payment_attempts_state_created_at",
                table: "onestop_payment_attempts",
                columns: new[] { "state", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_payment_notices_hash",
                table: "onestop_payment_notices",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_payment_notices_reference",
                table: "onestop_payment_notices",
                column: "reference");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_post_bags_unit_id_day_number",
                table: "onestop_post_bags",
                columns: new[] { "unit_id", "day", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_procedure_versions_competent_unit_id",
                table: "onestop_procedure_versions",
                column: "competent_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_procedure_versions_procedure_id_number",
                table: "onestop_procedure_versions",
                columns: new[] { "procedure_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_procedures_code",
                table: "onestop_procedures",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_process_versions_code_number",
                table: "onestop_process_versions",
                columns: new[] { "code", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_queue_tickets_appointment_id",
                table: "onestop_queue_tickets",
                column: "appointment_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_queue_tickets_held_by",
                table: "onestop_queue_tickets",
                column: "held_by",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_queue_tickets_reference",
                table: "onestop_queue_tickets",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_queue_tickets_unit_id_day_label",
                table: "onestop_queue_tickets",
                columns: new[] { "unit_id", "day", "label" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_ratings_at",
                table: "onestop_ratings",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_reconciliation_differences_run_id_sequence",
                table: "onestop_reconciliation_differences",
                columns: new[] { "run_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_reconciliation_runs_account_from_to",
                table: "onestop_reconciliation_runs",
                columns: new[] { "account", "from", "to" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_reconciliation_runs_number",
                table: "onestop_reconciliation_runs",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_refunds_bill_id_number",
                table: "onestop_refunds",
                columns: new[] { "bill_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_refunds_state",
                table: "onestop_refunds",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_shipments_bag_id",
                table: "onestop_shipments",
                column: "bag_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_shipments_code",
                table: "onestop_shipments",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_shipments_dossier_id",
                table: "onestop_shipments",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_shipments_unit_id_state",
                table: "onestop_shipments",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_standing_delegations_principal_id_valid_to",
                table: "onestop_standing_delegations",
                columns: new[] { "principal_id", "valid_to" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_standing_delegations_stand_in_id_valid_to",
                table: "onestop_standing_delegations",
                columns: new[] { "stand_in_id", "valid_to" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_submission_files_hash",
                table: "onestop_submission_files",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_submission_files_submission_id",
                table: "onestop_submission_files",
                column: "submission_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_submissions_citizen_id_state",
                table: "onestop_submissions",
                columns: new[] { "citizen_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_submissions_dossier_id",
                table: "onestop_submissions",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_submissions_reference",
                table: "onestop_submissions",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onestop_submissions_unit_id_state_answer_by",
                table: "onestop_submissions",
                columns: new[] { "unit_id", "state", "answer_by" });

            migrationBuilder.CreateIndex(
                name: "ix_onestop_ticket_dossiers_ticket_id",
                table: "onestop_ticket_dossiers",
                column: "ticket_id");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_tracking_attempts_since",
                table: "onestop_tracking_attempts",
                column: "since");

            migrationBuilder.CreateIndex(
                name: "ix_onestop_webhooks_unit_id",
                table: "onestop_webhooks",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_account_claims_user_id",
                table: "organisation_account_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_account_logins_user_id",
                table: "organisation_account_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_accounts_normalized_email",
                table: "organisation_accounts",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_accounts_normalized_user_name",
                table: "organisation_accounts",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisation_accounts_person_id",
                table: "organisation_accounts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_acts_counter_of",
                table: "organisation_acts",
                column: "counter_of",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisation_acts_number",
                table: "organisation_acts",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisation_acts_other_id",
                table: "organisation_acts",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_acts_person_id",
                table: "organisation_acts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_acts_service_unit_id_kind",
                table: "organisation_acts",
                columns: new[] { "service_unit_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_organisation_acts_unit_id_kind",
                table: "organisation_acts",
                columns: new[] { "unit_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_organisation_api_clients_unit_id",
                table: "organisation_api_clients",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_citizen_sessions_citizen_id_started_at",
                table: "organisation_citizen_sessions",
                columns: new[] { "citizen_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_organisation_citizens_folded_name",
                table: "organisation_citizens",
                column: "folded_name");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_citizens_identity_number",
                table: "organisation_citizens",
                column: "identity_number");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_citizens_issuer_subject",
                table: "organisation_citizens",
                columns: new[] { "issuer", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisation_delegations_delegate_id",
                table: "organisation_delegations",
                column: "delegate_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_delegations_delegate_number",
                table: "organisation_delegations",
                column: "delegate_number");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_delegations_owner_id",
                table: "organisation_delegations",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_people_folded_name",
                table: "organisation_people",
                column: "folded_name");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_post_holdings_person_id",
                table: "organisation_post_holdings",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_post_holdings_post_id_valid_from",
                table: "organisation_post_holdings",
                columns: new[] { "post_id", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "ix_organisation_posts_unit_id",
                table: "organisation_posts",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_role_assignments_account_id",
                table: "organisation_role_assignments",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_role_assignments_unit_id",
                table: "organisation_role_assignments",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_successions_from_unit_id_to_unit_id",
                table: "organisation_successions",
                columns: new[] { "from_unit_id", "to_unit_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisation_successions_to_unit_id",
                table: "organisation_successions",
                column: "to_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_units_key",
                table: "organisation_units",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisation_units_parent_id",
                table: "organisation_units",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_lane_lane_order",
                table: "outbox_messages",
                columns: new[] { "lane", "lane_order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_state_due_at",
                table: "outbox_messages",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outreach_notes_programme_id_kind_number",
                table: "outreach_notes",
                columns: new[] { "programme_id", "kind", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outreach_notes_task_id",
                table: "outreach_notes",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_par_evidence_hash",
                table: "par_evidence",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_par_evidence_sheet_id",
                table: "par_evidence",
                column: "sheet_id");

            migrationBuilder.CreateIndex(
                name: "ix_par_improvements_sheet_id",
                table: "par_improvements",
                column: "sheet_id");

            migrationBuilder.CreateIndex(
                name: "ix_par_rounds_unit_id_kind_year",
                table: "par_rounds",
                columns: new[] { "unit_id", "kind", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_par_scores_sheet_id_code",
                table: "par_scores",
                columns: new[] { "sheet_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_par_sheets_round_id_unit_id",
                table: "par_sheets",
                columns: new[] { "round_id", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_par_sheets_unit_id",
                table: "par_sheets",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_pilot_adoptions_pilot_id_unit_id",
                table: "pilot_adoptions",
                columns: new[] { "pilot_id", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pilot_adoptions_task_id",
                table: "pilot_adoptions",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_pilot_adoptions_unit_id",
                table: "pilot_adoptions",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_pilot_evaluations_pilot_id_number",
                table: "pilot_evaluations",
                columns: new[] { "pilot_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pilot_measures_pilot_id_number",
                table: "pilot_measures",
                columns: new[] { "pilot_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pilots_lead_unit_id",
                table: "pilots",
                column: "lead_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_pilots_programme_id_number",
                table: "pilots",
                columns: new[] { "programme_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pilots_task_id",
                table: "pilots",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_praise_proposals_unit_id",
                table: "praise_proposals",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_programme_addressee_units_unit_id",
                table: "programme_addressee_units",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_programme_addressees_programme_id_number",
                table: "programme_addressees",
                columns: new[] { "programme_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_axes_lead_id",
                table: "programme_axes",
                column: "lead_id");

            migrationBuilder.CreateIndex(
                name: "ix_programme_axes_programme_id_number",
                table: "programme_axes",
                columns: new[] { "programme_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_conclusions_meeting_id_number",
                table: "programme_conclusions",
                columns: new[] { "meeting_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_conclusions_unit_id",
                table: "programme_conclusions",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_programme_conditions_target_id_key_from_version",
                table: "programme_conditions",
                columns: new[] { "target_id", "key", "from_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_draft_items_body_id",
                table: "programme_draft_items",
                column: "body_id");

            migrationBuilder.CreateIndex(
                name: "ix_programme_draft_items_draft_id_number",
                table: "programme_draft_items",
                columns: new[] { "draft_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_draft_sentences_draft_id_number",
                table: "programme_draft_sentences",
                columns: new[] { "draft_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_drafts_amends_id",
                table: "programme_drafts",
                column: "amends_id");

            migrationBuilder.CreateIndex(
                name: "ix_programme_duties_addressee_id",
                table: "programme_duties",
                column: "addressee_id");

            migrationBuilder.CreateIndex(
                name: "ix_programme_head_proposals_holding_id_first_day",
                table: "programme_head_proposals",
                columns: new[] { "holding_id", "first_day" });

            migrationBuilder.CreateIndex(
                name: "ix_programme_meetings_programme_id_unit_id_kind_held_on_attempt",
                table: "programme_meetings",
                columns: new[] { "programme_id", "unit_id", "kind", "held_on", "attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_meetings_unit_id",
                table: "programme_meetings",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_programme_milestones_programme_id_condition_year",
                table: "programme_milestones",
                columns: new[] { "programme_id", "condition", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_plan_ties_plan_id_kind_item",
                table: "programme_plan_ties",
                columns: new[] { "plan_id", "kind", "item" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_reports_unit_id_kind_number_key",
                table: "programme_reports",
                columns: new[] { "unit_id", "kind", "number_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_reports_unit_id_year",
                table: "programme_reports",
                columns: new[] { "unit_id", "year" });

            migrationBuilder.CreateIndex(
                name: "ix_programme_score_replies_holding_id_first_day",
                table: "programme_score_replies",
                columns: new[] { "holding_id", "first_day" });

            migrationBuilder.CreateIndex(
                name: "ix_programme_targets_owner_id",
                table: "programme_targets",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_programme_targets_programme_id_line_from_version",
                table: "programme_targets",
                columns: new[] { "programme_id", "line", "from_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_tasks_lead_id",
                table: "programme_tasks",
                column: "lead_id");

            migrationBuilder.CreateIndex(
                name: "ix_programme_tasks_programme_id_number_from_version",
                table: "programme_tasks",
                columns: new[] { "programme_id", "number", "from_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_versions_programme_id_number",
                table: "programme_versions",
                columns: new[] { "programme_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_year_marks_year_duty_number",
                table: "programme_year_marks",
                columns: new[] { "year", "duty", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programmes_carries_out_id",
                table: "programmes",
                column: "carries_out_id");

            migrationBuilder.CreateIndex(
                name: "ix_programmes_issuer_id",
                table: "programmes",
                column: "issuer_id");

            migrationBuilder.CreateIndex(
                name: "ix_programmes_key",
                table: "programmes",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_contributions_round_id_unit_id",
                table: "report_contributions",
                columns: new[] { "round_id", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_contributions_state_unit_id",
                table: "report_contributions",
                columns: new[] { "state", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_contributions_unit_id",
                table: "report_contributions",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_report_rounds_unit_id_year_period",
                table: "report_rounds",
                columns: new[] { "unit_id", "year", "period" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sealed_figures_unit_id_month",
                table: "sealed_figures",
                columns: new[] { "unit_id", "month" });

            migrationBuilder.CreateIndex(
                name: "ix_seals_month",
                table: "seals",
                column: "month",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_seals_number",
                table: "seals",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_units_place_id",
                table: "service_units",
                column: "place_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_reads_person_id",
                table: "staff_reads",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_reads_unit_id_at",
                table: "staff_reads",
                columns: new[] { "unit_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_study_parts_round_id_unit_id",
                table: "study_parts",
                columns: new[] { "round_id", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_study_parts_unit_id_acknowledged_at",
                table: "study_parts",
                columns: new[] { "unit_id", "acknowledged_at" });

            migrationBuilder.CreateIndex(
                name: "ix_study_rounds_programme_id_number",
                table: "study_rounds",
                columns: new[] { "programme_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_supervision_findings_case_id_number",
                table: "supervision_findings",
                columns: new[] { "case_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_supervisions_by_unit_id",
                table: "supervisions",
                column: "by_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervisions_unit_id",
                table: "supervisions",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_survey_boxes_round_id_key",
                table: "survey_boxes",
                columns: new[] { "round_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitations_case_id",
                table: "survey_invitations",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitations_round_id",
                table: "survey_invitations",
                column: "round_id");

            migrationBuilder.CreateIndex(
                name: "ix_survey_questionnaires_series_id_number",
                table: "survey_questionnaires",
                columns: new[] { "series_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_survey_rounds_number",
                table: "survey_rounds",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_survey_rounds_questionnaire_id",
                table: "survey_rounds",
                column: "questionnaire_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_evidence_hash",
                table: "task_evidence",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_task_evidence_progress_id",
                table: "task_evidence",
                column: "progress_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_missed_days_task_id",
                table: "task_missed_days",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_missed_days_unit_id_due_on",
                table: "task_missed_days",
                columns: new[] { "unit_id", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_task_obstacles_at_unit_id",
                table: "task_obstacles",
                column: "at_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_obstacles_state_at_unit_id",
                table: "task_obstacles",
                columns: new[] { "state", "at_unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_task_obstacles_task_id_number",
                table: "task_obstacles",
                columns: new[] { "task_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_task_progress_task_id_number",
                table: "task_progress",
                columns: new[] { "task_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_voice_access_log_account_id_at",
                table: "voice_access_log",
                columns: new[] { "account_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_voice_access_log_record_id_at",
                table: "voice_access_log",
                columns: new[] { "record_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_voice_complaints_code",
                table: "voice_complaints",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_voice_complaints_first_id",
                table: "voice_complaints",
                column: "first_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_voice_complaints_unit_id_state",
                table: "voice_complaints",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_voice_denunciation_keys_account_id",
                table: "voice_denunciation_keys",
                column: "account_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_voice_denunciation_notes_denunciation_id",
                table: "voice_denunciation_notes",
                column: "denunciation_id");

            migrationBuilder.CreateIndex(
                name: "ix_voice_denunciation_seats_account_id",
                table: "voice_denunciation_seats",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_voice_denunciations_code",
                table: "voice_denunciations",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_voice_denunciations_unit_id",
                table: "voice_denunciations",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_voice_feedback_code",
                table: "voice_feedback",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_voice_feedback_dossier_id",
                table: "voice_feedback",
                column: "dossier_id");

            migrationBuilder.CreateIndex(
                name: "ix_voice_feedback_file_hash",
                table: "voice_feedback",
                column: "file_hash");

            migrationBuilder.CreateIndex(
                name: "ix_voice_feedback_published_on",
                table: "voice_feedback",
                column: "published_on");

            migrationBuilder.CreateIndex(
                name: "ix_voice_feedback_unit_id_state",
                table: "voice_feedback",
                columns: new[] { "unit_id", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cells");

            migrationBuilder.DropTable(
                name: "circulation_exchanges");

            migrationBuilder.DropTable(
                name: "circulation_work_file_steps");

            migrationBuilder.DropTable(
                name: "completed_actions");

            migrationBuilder.DropTable(
                name: "dialogue_questions");

            migrationBuilder.DropTable(
                name: "fact_pending");

            migrationBuilder.DropTable(
                name: "facts");

            migrationBuilder.DropTable(
                name: "file_usage");

            migrationBuilder.DropTable(
                name: "funding_entries");

            migrationBuilder.DropTable(
                name: "history_events");

            migrationBuilder.DropTable(
                name: "index_prints");

            migrationBuilder.DropTable(
                name: "inspection_draws");

            migrationBuilder.DropTable(
                name: "inspection_entries");

            migrationBuilder.DropTable(
                name: "inspection_findings");

            migrationBuilder.DropTable(
                name: "inspection_photos");

            migrationBuilder.DropTable(
                name: "inspection_plans");

            migrationBuilder.DropTable(
                name: "internal_procedures");

            migrationBuilder.DropTable(
                name: "job_leases");

            migrationBuilder.DropTable(
                name: "job_schemes");

            migrationBuilder.DropTable(
                name: "legal_document_checks");

            migrationBuilder.DropTable(
                name: "legal_document_opinions");

            migrationBuilder.DropTable(
                name: "legal_document_relations");

            migrationBuilder.DropTable(
                name: "legal_document_texts");

            migrationBuilder.DropTable(
                name: "legal_review_findings");

            migrationBuilder.DropTable(
                name: "legal_simplification_bases");

            migrationBuilder.DropTable(
                name: "legal_simplification_opinions");

            migrationBuilder.DropTable(
                name: "measures");

            migrationBuilder.DropTable(
                name: "onestop_absences");

            migrationBuilder.DropTable(
                name: "onestop_access_log");

            migrationBuilder.DropTable(
                name: "onestop_applicants");

            migrationBuilder.DropTable(
                name: "onestop_appointments");

            migrationBuilder.DropTable(
                name: "onestop_attachments");

            migrationBuilder.DropTable(
                name: "onestop_bills");

            migrationBuilder.DropTable(
                name: "onestop_booking_plans");

            migrationBuilder.DropTable(
                name: "onestop_calendar_decisions");

            migrationBuilder.DropTable(
                name: "onestop_cash_days");

            migrationBuilder.DropTable(
                name: "onestop_catalogue_import_lines");

            migrationBuilder.DropTable(
                name: "onestop_catalogue_stamp");

            migrationBuilder.DropTable(
                name: "onestop_clock_entries");

            migrationBuilder.DropTable(
                name: "onestop_code_counters");

            migrationBuilder.DropTable(
                name: "onestop_dossier_answers");

            migrationBuilder.DropTable(
                name: "onestop_dossier_holders");

            migrationBuilder.DropTable(
                name: "onestop_dossier_words");

            migrationBuilder.DropTable(
                name: "onestop_fee_receipts");

            migrationBuilder.DropTable(
                name: "onestop_hand_over_lines");

            migrationBuilder.DropTable(
                name: "onestop_hand_over_sheets");

            migrationBuilder.DropTable(
                name: "onestop_inbox_messages");

            migrationBuilder.DropTable(
                name: "onestop_intake_batch_lines");

            migrationBuilder.DropTable(
                name: "onestop_intake_batches");

            migrationBuilder.DropTable(
                name: "onestop_ledger_entries");

            migrationBuilder.DropTable(
                name: "onestop_licences");

            migrationBuilder.DropTable(
                name: "onestop_national_procedures");

            migrationBuilder.DropTable(
                name: "onestop_notice_deliveries");

            migrationBuilder.DropTable(
                name: "onestop_office_limits");

            migrationBuilder.DropTable(
                name: "onestop_online_users");

            migrationBuilder.DropTable(
                name: "onestop_opinions");

            migrationBuilder.DropTable(
                name: "onestop_outages");

            migrationBuilder.DropTable(
                name: "onestop_payment_attempts");

            migrationBuilder.DropTable(
                name: "onestop_payment_notices");

            migrationBuilder.DropTable(
                name: "onestop_portal_days");

            migrationBuilder.DropTable(
                name: "onestop_portal_differences");

            migrationBuilder.DropTable(
                name: "onestop_portal_syncs");

            migrationBuilder.DropTable(
                name: "onestop_post_bags");

            migrationBuilder.DropTable(
                name: "onestop_post_cursors");

            migrationBuilder.DropTable(
                name: "onestop_procedure_versions");

            migrationBuilder.DropTable(
                name: "onestop_process_versions");

            migrationBuilder.DropTable(
                name: "onestop_queue_tickets");

            migrationBuilder.DropTable(
                name: "onestop_ratings");

            migrationBuilder.DropTable(
                name: "onestop_reconciliation_differences");

            migrationBuilder.DropTable(
                name: "onestop_reconciliation_runs");

            migrationBuilder.DropTable(
                name: "onestop_refunds");

            migrationBuilder.DropTable(
                name: "onestop_shipments");

            migrationBuilder.DropTable(
                name: "onestop_standing_delegations");

            migrationBuilder.DropTable(
                name: "onestop_submission_contents");

            migrationBuilder.DropTable(
                name: "onestop_submission_files");

            migrationBuilder.DropTable(
                name: "onestop_submissions");

            migrationBuilder.DropTable(
                name: "onestop_ticket_dossiers");

            migrationBuilder.DropTable(
                name: "onestop_tracking_attempts");

            migrationBuilder.DropTable(
                name: "onestop_webhooks");

            migrationBuilder.DropTable(
                name: "organisation_account_claims");

            migrationBuilder.DropTable(
                name: "organisation_account_logins");

            migrationBuilder.DropTable(
                name: "organisation_account_tokens");

            migrationBuilder.DropTable(
                name: "organisation_acts");

            migrationBuilder.DropTable(
                name: "organisation_api_clients");

            migrationBuilder.DropTable(
                name: "organisation_citizen_sessions");

            migrationBuilder.DropTable(
                name: "organisation_delegations");

            migrationBuilder.DropTable(
                name: "organisation_role_assignments");

            migrationBuilder.DropTable(
                name: "organisation_successions");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "outreach_notes");

            migrationBuilder.DropTable(
                name: "par_evidence");

            migrationBuilder.DropTable(
                name: "par_improvements");

            migrationBuilder.DropTable(
                name: "par_scores");

            migrationBuilder.DropTable(
                name: "period_cells");

            migrationBuilder.DropTable(
                name: "pilot_adoptions");

            migrationBuilder.DropTable(
                name: "pilot_evaluations");

            migrationBuilder.DropTable(
                name: "pilot_measures");

            migrationBuilder.DropTable(
                name: "praise_proposals");

            migrationBuilder.DropTable(
                name: "programme_addressee_units");

            migrationBuilder.DropTable(
                name: "programme_axes");

            migrationBuilder.DropTable(
                name: "programme_conclusions");

            migrationBuilder.DropTable(
                name: "programme_conditions");

            migrationBuilder.DropTable(
                name: "programme_draft_items");

            migrationBuilder.DropTable(
                name: "programme_draft_sentences");

            migrationBuilder.DropTable(
                name: "programme_duties");

            migrationBuilder.DropTable(
                name: "programme_head_proposals");

            migrationBuilder.DropTable(
                name: "programme_milestones");

            migrationBuilder.DropTable(
                name: "programme_plan_ties");

            migrationBuilder.DropTable(
                name: "programme_reports");

            migrationBuilder.DropTable(
                name: "programme_score_replies");

            migrationBuilder.DropTable(
                name: "programme_tasks");

            migrationBuilder.DropTable(
                name: "programme_versions");

            migrationBuilder.DropTable(
                name: "programme_year_marks");

            migrationBuilder.DropTable(
                name: "protection_keys");

            migrationBuilder.DropTable(
                name: "report_contributions");

            migrationBuilder.DropTable(
                name: "sealed_figures");

            migrationBuilder.DropTable(
                name: "sealed_trees");

            migrationBuilder.DropTable(
                name: "staff_reads");

            migrationBuilder.DropTable(
                name: "study_parts");

            migrationBuilder.DropTable(
                name: "supervision_findings");

            migrationBuilder.DropTable(
                name: "survey_boxes");

            migrationBuilder.DropTable(
                name: "survey_invitations");

            migrationBuilder.DropTable(
                name: "survey_marks");

            migrationBuilder.DropTable(
                name: "swept_files");

            migrationBuilder.DropTable(
                name: "task_evidence");

            migrationBuilder.DropTable(
                name: "task_missed_days");

            migrationBuilder.DropTable(
                name: "task_obstacles");

            migrationBuilder.DropTable(
                name: "voice_access_log");

            migrationBuilder.DropTable(
                name: "voice_complaints");

            migrationBuilder.DropTable(
                name: "voice_denunciation_boxes");

            migrationBuilder.DropTable(
                name: "voice_denunciation_keys");

            migrationBuilder.DropTable(
                name: "voice_denunciation_notes");

            migrationBuilder.DropTable(
                name: "voice_denunciation_seats");

            migrationBuilder.DropTable(
                name: "voice_feedback");

            migrationBuilder.DropTable(
                name: "circulation_envelopes");

            migrationBuilder.DropTable(
                name: "circulation_documents");

            migrationBuilder.DropTable(
                name: "circulation_work_files");

            migrationBuilder.DropTable(
                name: "dialogues");

            migrationBuilder.DropTable(
                name: "inspection_places");

            migrationBuilder.DropTable(
                name: "legal_documents");

            migrationBuilder.DropTable(
                name: "legal_review_rounds");

            migrationBuilder.DropTable(
                name: "legal_simplifications");

            migrationBuilder.DropTable(
                name: "onestop_dossiers");

            migrationBuilder.DropTable(
                name: "onestop_catalogue_imports");

            migrationBuilder.DropTable(
                name: "onestop_notices");

            migrationBuilder.DropTable(
                name: "onestop_procedures");

            migrationBuilder.DropTable(
                name: "service_units");

            migrationBuilder.DropTable(
                name: "organisation_citizens");

            migrationBuilder.DropTable(
                name: "par_sheets");

            migrationBuilder.DropTable(
                name: "pilots");

            migrationBuilder.DropTable(
                name: "programme_meetings");

            migrationBuilder.DropTable(
                name: "programme_targets");

            migrationBuilder.DropTable(
                name: "programme_drafts");

            migrationBuilder.DropTable(
                name: "programme_addressees");

            migrationBuilder.DropTable(
                name: "organisation_post_holdings");

            migrationBuilder.DropTable(
                name: "report_rounds");

            migrationBuilder.DropTable(
                name: "seals");

            migrationBuilder.DropTable(
                name: "study_rounds");

            migrationBuilder.DropTable(
                name: "supervisions");

            migrationBuilder.DropTable(
                name: "survey_rounds");

            migrationBuilder.DropTable(
                name: "task_progress");

            migrationBuilder.DropTable(
                name: "organisation_accounts");

            migrationBuilder.DropTable(
                name: "voice_denunciations");

            migrationBuilder.DropTable(
                name: "stored_files");

            migrationBuilder.DropTable(
                name: "inspections");

            migrationBuilder.DropTable(
                name: "legal_drafting_plans");

            migrationBuilder.DropTable(
                name: "par_rounds");

            migrationBuilder.DropTable(
                name: "organisation_posts");

            migrationBuilder.DropTable(
                name: "survey_questionnaires");

            migrationBuilder.DropTable(
                name: "assigned_tasks");

            migrationBuilder.DropTable(
                name: "organisation_people");

            migrationBuilder.DropTable(
                name: "inspection_checklists");

            migrationBuilder.DropTable(
                name: "programmes");

            migrationBuilder.DropTable(
                name: "organisation_units");
        }
    }
}
