#!/bin/sh
# The tests of evaluation run on every engine that is installed. PostgreSQL comes from Debian's packages where that is
# allowed, Spark where Java 17 or newer is found. What is missing is said, and its tests are left out.
set -eu
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Cài PostgreSQL / Installing PostgreSQL"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null
    else
        echo "PostgreSQL is left out of the tests. To test it too: sudo apt-get install -y postgresql" >&2
    fi
fi
java=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1) || true
if [ "${java:-0}" -ge 17 ]; then
    VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --require-hashes -r requirements/spark.txt
else
    echo "Spark is left out of the tests: it needs Java 17 or newer." >&2
fi
