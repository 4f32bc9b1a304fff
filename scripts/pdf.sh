#!/bin/sh
# PDF needs Pango, and a font of Times' measures with all Vietnamese letters: installed where they are missing and that
# is allowed. Without them everything but PDF works, and its tests are left out.
set -eu
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2"
missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Cài thư viện để tạo PDF / Installing libraries for PDF:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086  # names of packages, parted by spaces
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "PDF is left out of the tests. To test it too: sudo apt-get install -y$missing" >&2
fi
