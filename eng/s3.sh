# Functions for scripts whose tests need the S3 server of tests/s3: source it, at the root of the checkout.
# shellcheck shell=bash

# One folder for each state of the lock file.
s3_place() {
    echo "${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/thuocdo-test/s3-$(sha256sum tests/s3/package-lock.json | head -c 16)"
}

s3_is_installed() {
    [ -f "$(s3_place)/node_modules/s3rver/bin/s3rver.js" ]
}

# install_s3 FOLDER: made in FOLDER by npm, moved into its place when it is whole; nothing to do where it is there.
install_s3() {
    local place
    s3_is_installed && return 0
    place=$(s3_place)
    mkdir -p "$1/s3" "$(dirname "$place")"
    cp tests/s3/package.json tests/s3/package-lock.json "$1/s3"
    (cd "$1/s3" && npm ci --ignore-scripts --no-audit --no-fund --silent) || return 1
    rm -rf "$place"
    mv -T "$1/s3" "$place" || s3_is_installed
}
