# Functions for scripts whose tests need npm packages that lie with a lock file in a folder of tests/: source it, at the root of the checkout.
# shellcheck shell=bash

# npm_place NAME: where the packages of tests/NAME are kept, one folder for each state of the lock file.
npm_place() {
    echo "${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/thuocdo-test/$1-$(sha256sum "tests/$1/package-lock.json" | head -c 16)"
}

# install_npm NAME FOLDER: made in FOLDER by npm, moved into its place when it is whole; nothing to do where it is there.
install_npm() {
    local name=$1 folder=$2 place
    place=$(npm_place "$name")
    [ ! -d "$place" ] || return 0
    mkdir -p "$folder/$name" "$(dirname "$place")"
    cp "tests/$name/package.json" "tests/$name/package-lock.json" "$folder/$name"
    (cd "$folder/$name" && npm ci --ignore-scripts --no-audit --no-fund --silent) || return 1
    mv -T "$folder/$name" "$place" || [ -d "$place" ]
}
