"""Run pytest with the site on a PostgreSQL cluster of its own: `python scripts/on_postgresql.py tests/reviews`.

Where no PostgreSQL is installed it says so, and that is no failure.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.postgresql import address, cluster, programs  # noqa: E402


def main(arguments: list[str]) -> int:
    if programs() is None:
        print("PostgreSQL is not installed: its tests are left out. See scripts/engines.sh.", file=sys.stderr)
        return 0
    with cluster() as socket:
        environment = {**os.environ, "CAMKET_DATABASE": address(socket)}
        return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
