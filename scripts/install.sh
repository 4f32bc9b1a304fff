#!/bin/sh
# Installs the project and one requirement file into .venv. Usage: install.sh PYTHON REQUIREMENTS
set -eu
python=$1 requirements=$2

if [ ! -x .venv/bin/python ]; then
    # Debian ships venv apart from Python.
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
        else
            echo "Thiếu python3-venv. Chạy / Run: sudo apt-get install -y python3-venv" >&2
            exit 1
        fi
    fi
    echo "Tạo môi trường Python / Making .venv"
    "$python" -m venv .venv
fi
if [ ! -x .venv/bin/uv ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.txt
fi
echo "Cài thư viện / Installing $requirements"
# Compiled now and not at the first run, which some machines do at every run: each start of the site saves seconds.
VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --compile-bytecode --require-hashes -r "$requirements"
VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
.venv/bin/python -m compileall -q src/camket || true # only slower without
