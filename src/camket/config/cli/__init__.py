"""`camket`: the commands of an office. Each command imports what it needs when it is called, and no sooner."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from camket.config.cli.words import t, translate_argparse

COMMANDS = (
    *("read", "load", "evaluate", "bench", "report", "setup"),
    *("account", "areas", "refresh", "remind", "verify", "serve", "work", "demo"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status 0: done; 1: something could not be done, and was said; 2: the call was not understood."""
    translate_argparse()
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = _parser(arguments)
    called = parser.parse_args(arguments)
    run = import_module(f"camket.config.cli.{called.command}").run
    try:
        return int(run(called))
    except KeyboardInterrupt:
        print(
            t("Đã dừng. Chạy lại lệnh này để làm tiếp phần còn lại.", "Stopped. Run it again to go on."),
            file=sys.stderr,
        )
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        if "no such table" not in str(error):
            raise
        said = t("Chưa có cơ sở dữ liệu. Chạy trước: camket setup", "There is no database yet. First: camket setup")
        print(said, file=sys.stderr)
        return 1


def _parser(arguments: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="camket",
        description=t(
            "Cam Kết: biến nghị quyết thành cam kết đo được, theo dõi từng cam kết đến kết quả và công khai cả hai.",
            "Cam Kết turns a resolution into measurable commitments, follows each to its result, and shows both.",
        ),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar=t("LỆNH", "COMMAND"))
    for name in COMMANDS:
        # Only the command that is called needs its module; the others need their one line of help.
        module = import_module(f"camket.config.cli.{name}")
        sub = commands.add_parser(name, help=module.summary(), description=module.summary())
        module.arguments(sub)
    return parser
