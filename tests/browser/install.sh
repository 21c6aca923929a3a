#!/bin/sh
# What `make check` needs of the system: Chromium with Chinese fonts, and gettext's programs. On Debian and its like,
# as root, they are installed; elsewhere a missing one stops the check.
set -eu
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v msgfmt >/dev/null || missing="$missing gettext"
if ! fc-list :lang=zh 2>/dev/null | grep -q .; then missing="$missing fonts-noto-cjk"; fi
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086 - several names
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends fontconfig $missing >/dev/null
else
    echo "make check needs:$missing" >&2
    exit 1
fi
