# Functions for scripts that need a PostgreSQL server of their own: source it. Needs PostgreSQL's programs, no server.
# shellcheck shell=bash

# The folder of the newest initdb and postgres; nothing where there are none.
postgres_bin() {
    local folder
    folder=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
        echo "$folder"
    elif command -v initdb > /dev/null && command -v postgres > /dev/null; then
        dirname "$(readlink -f "$(command -v initdb)")"
    fi
}

# PostgreSQL refuses to run as root; the Debian package brings this user.
postgres_owner() {
    [ "$(id -u)" -ne 0 ] || echo postgres
}

# as_owner PROGRAM [ARGUMENT …]: runs it as the user who owns the server.
as_owner() {
    local owner
    owner=$(postgres_owner)
    if [ -n "$owner" ]; then
        (cd / && exec runuser -u "$owner" -- "$@")
    else
        "$@"
    fi
}

# start_postgres FOLDER [-c SETTING=VALUE …]: a new server in FOLDER/postgres on a free loopback port, with a password
# of its own. Sets postgres_connection (as Npgsql writes it), postgres_port and postgres_password.
start_postgres() {
    local folder=$1 bin owner attempt
    shift
    bin=$(postgres_bin)
    owner=$(postgres_owner)
    if [ -n "$owner" ] && ! id "$owner" > /dev/null 2>&1; then
        echo "The user $owner is missing: PostgreSQL does not run as root." >&2
        return 1
    fi
    postgres_password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    mkdir "$folder/postgres"
    (umask 077 && printf '%s\n' "$postgres_password" > "$folder/password")
    chmod 711 "$folder"
    [ -z "$owner" ] || chown "$owner" "$folder/postgres" "$folder/password"
    as_owner "$bin/initdb" -D "$folder/postgres" -U thuocdo -A scram-sha-256 --pwfile="$folder/password" \
        --no-sync -E UTF8 --locale=C.UTF-8 > "$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; return 1; }
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        postgres_port=$((20000 + RANDOM % 12000))
        if as_owner "$bin/pg_ctl" start -D "$folder/postgres" -l "$folder/postgres/server.log" -s -w -t 60 \
            -o "-h 127.0.0.1 -p $postgres_port -c unix_socket_directories= -c max_connections=200 $*" > /dev/null 2>&1; then
            postgres_connection="Host=127.0.0.1;Port=$postgres_port;Username=thuocdo;Password=$postgres_password;Database=postgres"
            return 0
        fi
        echo "Attempt $attempt on port $postgres_port failed." >> "$folder/initdb.log"
    done
    cat "$folder/postgres/server.log" >&2
    return 1
}

# stop_postgres FOLDER: at once; what was in it is thrown away. Nothing to do where none was started.
stop_postgres() {
    if [ -d "$1/postgres" ]; then
        as_owner "$(postgres_bin)/pg_ctl" stop -D "$1/postgres" -m immediate -s > /dev/null 2>&1 || true
    fi
}
