"""`camket account`: an account of the back office with a one-time password."""

import argparse
import sys
from typing import Any

from camket.config.cli.words import language, t


def summary() -> str:
    return t(
        "Mở tài khoản, cấp lại mật khẩu dùng một lần, hoặc gỡ xác thực hai lớp.",
        "Open an account, give it a new one-time password, or reset its second factor.",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar=t("TÊN", "NAME"), help=t("tên đăng nhập", "user name"))
    parser.add_argument(
        "--role",
        default=None,
        choices=("administrator", "clerk", "reporter", "leader", "auditor"),
        help=t(
            "vai trò: quản trị, cán bộ nhập liệu (mặc định), cán bộ báo cáo, lãnh đạo, kiểm tra; bỏ trống: giữ nguyên",
            "role; a clerk where none is given, and as it was for an account that is there",
        ),
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--office",
        metavar=t("CƠ-QUAN", "OFFICE"),
        help=t("tên cơ quan của tài khoản: quyết định địa bàn được làm việc", "name of its office: where it may work"),
    )
    where.add_argument(
        "--all-areas",
        action="store_true",
        help=t(
            "không thuộc cơ quan nào: cán bộ nhập liệu được làm việc ở mọi địa bàn",
            "of no office: may work in all areas",
        ),
    )
    parser.add_argument(
        "--reset-second-factor",
        action="store_true",
        help=t(
            "gỡ xác thực hai lớp của tài khoản đã có (mất điện thoại và hết mã dự phòng), giữ mật khẩu",
            "reset the second factor of an account (telephone and recovery codes lost), keep its password",
        ),
    )


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    if called.reset_second_factor:
        return _reset(called.name)
    from camket.foundation.errors import CamketError
    from camket.people.accounts import GivePassword
    from camket.people.enums import Role

    if not called.name.replace("-", "").replace(".", "").replace("_", "").isalnum():
        print(t("Tên chỉ gồm chữ, số, dấu . - _", "A name has letters, digits and . - _ only"), file=sys.stderr)
        return 1
    office = None
    if called.office and (office := _office(called.office)) is None:
        return 1
    role = Role(called.role) if called.role else None
    if problem := _placeless(called, role):
        print(problem, file=sys.stderr)
        return 1
    try:
        user, password = GivePassword(by=None, username=called.name, role=role, office=office).execute()
    except CamketError as error:
        print(error.message(language()), file=sys.stderr)
        return 1
    print(f"{user.username} / {password}")
    print(t("Đăng nhập rồi đổi mật khẩu ở mục Tài khoản.", "Sign in, then change it under Account."))
    return 0


def _placeless(called: argparse.Namespace, role: Any) -> str:
    """What to add where nobody has said in which areas the account may write; nothing where that is clear."""
    from camket.people.enums import Role
    from camket.people.queries import account

    known = account(called.name)
    if known and known.office and called.all_areas:
        return t(
            f"Tài khoản thuộc {known.office}; quản trị đổi cơ quan ở trang Tài khoản.",
            f"The account belongs to {known.office}; an administrator changes that on the page of accounts.",
        )
    role = role or (Role.CLERK if known is None else None)
    if called.office or (known and known.office) or role not in (Role.CLERK, Role.REPORTER):
        return ""
    if role is Role.REPORTER:
        return t(
            "Cán bộ báo cáo trả lời cho một cơ quan: thêm --office CƠ-QUAN.",
            "A reporter answers for an office: add --office OFFICE.",
        )
    if called.all_areas:
        return ""
    return t(
        "Cán bộ nhập liệu làm việc ở địa bàn nào? Thêm --office CƠ-QUAN, hoặc --all-areas nếu ở mọi địa bàn.",
        "Where may the clerk work? Add --office OFFICE, or --all-areas.",
    )


def _office(text: str) -> Any:
    """The office of that name, or none with a word of what to do."""
    from camket.people.queries import offices_called

    found = offices_called(text)
    if len(found) == 1:
        return found[0]
    if not found:
        vi = f"Không có cơ quan nào tên “{text}”. Tên đúng có ở trang Cơ quan của nơi làm việc."
        print(t(vi, f"There is no office “{text}”. The page of offices has the names."), file=sys.stderr)
    else:
        names = "; ".join(f"{one.slug} ({one.area})" for one in found)
        print(t(f"Có {len(found)} cơ quan như vậy: {names}.", f"There are {len(found)}: {names}."), file=sys.stderr)
    return None


def _reset(name: str) -> int:
    from camket.people.queries import account
    from camket.people.second_factor import Reset

    user = account(name)
    if user is None:
        print(t(f"Không có tài khoản {name}.", f"There is no account {name}."), file=sys.stderr)
        return 1
    if Reset(by=None, user=user).execute():
        print(t("Đã gỡ xác thực hai lớp; mọi phiên đã kết thúc.", "The second factor is reset; all sessions ended."))
        print(t("Lần đăng nhập sau tài khoản cài lại.", "It is set up again at the next sign-in."))
    else:
        print(t(f"Tài khoản {name} không có xác thực hai lớp.", f"The account {name} has no second factor."))
    return 0
