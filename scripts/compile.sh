#!/bin/sh
# Compiles the reader, for which a C compiler and the headers of Python are needed: installed where they are missing and
# that is allowed. Without them the reader runs from its sources, at half the speed, and the tests of both forms are left out.
set -eu
headers=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h
if ! command -v cc >/dev/null || [ ! -e "$headers" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Cài trình biên dịch C / Installing a C compiler"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc libc6-dev python3-dev >/dev/null
    else
        echo "Chưa biên dịch phần đọc, cần / Not compiled. Needed: sudo apt-get install -y gcc libc6-dev python3-dev" >&2
        exit 0
    fi
fi
exec .venv/bin/python scripts/compile.py
