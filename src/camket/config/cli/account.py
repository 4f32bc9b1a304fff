"""`camket account`: an account of the back office with a one-time password."""

import argparse
import sys

from camket.config.cli.words import t


def summary() -> str:
    return t(
        "Mở tài khoản, hoặc cấp lại mật khẩu dùng một lần.",
        "Open an account, or give it a new one-time password.",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar=t("TÊN", "NAME"), help=t("tên đăng nhập", "user name"))
    parser.add_argument(
        "--role",
        default="clerk",
        choices=("administrator", "clerk", "reporter", "leader", "auditor"),
        help=t("vai trò: quản trị, cán bộ nhập liệu, cán bộ báo cáo, lãnh đạo, kiểm tra", "role"),
    )


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    from camket.people.actions import OpenAccount
    from camket.people.enums import Role

    if not called.name.replace("-", "").replace(".", "").replace("_", "").isalnum():
        print(t("Tên chỉ gồm chữ, số, dấu . - _", "A name has letters, digits and . - _ only"), file=sys.stderr)
        return 1
    user, password = OpenAccount(by=None, username=called.name, role=Role(called.role)).execute()
    print(f"{user.username} / {password}")
    print(t("Đăng nhập rồi đổi mật khẩu ở mục Tài khoản.", "Sign in, then change it under Account."))
    return 0
