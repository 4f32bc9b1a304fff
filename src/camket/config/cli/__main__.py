"""`python -m camket.config.cli`: the same as `camket`."""

import sys

from camket.config.cli import main

sys.exit(main())
