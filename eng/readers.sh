# Functions for scripts whose tests need the readers of tests/readers: source it, at the root of the checkout.
# shellcheck shell=bash

# One folder for each state of the lock file.
readers_place() {
    echo "${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/thuocdo-test/readers-$(sha256sum tests/readers/package-lock.json | head -c 16)"
}

readers_are_installed() {
    [ -f "$(readers_place)/node_modules/jsonstat-toolkit/package.json" ]
}

# install_readers FOLDER: made in FOLDER by npm, moved into its place when it is whole; nothing to do where it is there.
install_readers() {
    local place
    readers_are_installed && return 0
    place=$(readers_place)
    mkdir -p "$1/readers" "$(dirname "$place")"
    cp tests/readers/package.json tests/readers/package-lock.json "$1/readers"
    (cd "$1/readers" && npm ci --ignore-scripts --no-audit --no-fund --silent) || return 1
    rm -rf "$place"
    mv -T "$1/readers" "$place" || readers_are_installed
}
