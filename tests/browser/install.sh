#!/bin/sh
# What `make check` needs of the system: Chromium with Chinese fonts, gettext's programs, Node, Java and LibreOffice. On Debian and its
# like, as root, they are installed; elsewhere a missing one stops the check. What comes from npm goes to .cache/browser,
# once for each change of the list (npm ci knows no "latest", which a part of Lighthouse asks for: hence the override).
set -eu
cd "$(dirname "$0")/../.."
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v msgfmt >/dev/null || missing="$missing gettext"
command -v npm >/dev/null || missing="$missing npm"
command -v java >/dev/null || missing="$missing default-jre-headless"
command -v soffice >/dev/null || missing="$missing libreoffice-calc"
if ! fc-list :lang=zh 2>/dev/null | grep -q .; then missing="$missing fonts-noto-cjk"; fi
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing:$missing"
        apt-get update -qq
        # shellcheck disable=SC2086 - several names
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends fontconfig $missing >/dev/null
    else
        echo "make check needs:$missing" >&2
        exit 1
    fi
fi

kept=.cache/browser
cmp -s tests/browser/package-lock.json "$kept/installed.json" && exit 0
echo "installing: Lighthouse and the Nu checker"
mkdir -p "$kept"
cp tests/browser/package.json tests/browser/package-lock.json "$kept/"
(cd "$kept" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
cp "$kept/package-lock.json" "$kept/installed.json"
