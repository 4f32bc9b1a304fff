"""The audit trail in words that an office uses: verbs, kinds of objects, fields and their values."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from camket.observations.rounds import wording

VERBS: Mapping[str, Any] = MappingProxyType(
    {
        "areas.manage": _("Ghi nhận, thay đổi địa bàn"),
        "exports.edit": _("Thêm, sửa biểu xuất số liệu"),
        "exports.read": _("Xuất số liệu ra biểu của hệ thống khác"),
        "intake.add": _("Thêm một câu bằng tay"),
        "intake.assent": _("Duyệt câu đã đọc"),
        "intake.edit": _("Sửa câu đã đọc"),
        "intake.read_document": _("Đọc văn bản"),
        "intake.refuse": _("Bỏ câu đã đọc"),
        "intake.undo": _("Hoàn tác câu đã quyết định"),
        "jobs.follow": _("Làm lại việc nền không xong"),
        "jobs.manage": _("Đổi lịch, chạy việc định kỳ"),
        "observations.record": _("Ghi, rút hoặc tính số liệu"),
        "people.edit_office": _("Thêm, sửa, kết thúc cơ quan"),
        "people.link": _("Nối với đăng nhập của tỉnh"),
        "people.mail": _("Đổi địa chỉ thư của mình"),
        "people.manage": _("Mở, sửa, ngừng tài khoản; giao, kết thúc vai trò; cấp đường dẫn hoặc mật khẩu"),
        "people.password": _("Đổi mật khẩu"),
        "people.reset": _("Gỡ xác thực hai lớp hoặc đăng nhập của tỉnh"),
        "people.second_factor": _("Bật, dùng hoặc tắt xác thực hai lớp"),
        "people.sign_in": _("Đăng nhập"),
        "people.sign_in_failed": _("Đăng nhập sai"),
        "people.sign_out": _("Đăng xuất, hết phiên"),
        "portal.write": _("Dựng trang, đăng tin"),
        "records.cite": _("Giữ đoạn trích"),
        "records.end_task": _("Kết thúc nhiệm vụ"),
        "records.give_task": _("Giao nhiệm vụ, gia hạn, trả lại, chuyển cơ quan khác"),
        "records.report_task": _("Báo kết quả nhiệm vụ"),
        "records.upload": _("Nhận văn bản"),
        "reports.file": _("Tạo tệp báo cáo"),
        "reports.write": _("Lập, sửa báo cáo"),
        "resolutions.appoint": _("Phân công Ban Chủ nhiệm"),
        "resolutions.record": _("Ghi nhận nghị quyết, cơ quan"),
        "resolutions.set_thresholds": _("Đổi ngưỡng đánh giá tiến độ"),
        "reviews.judge": _("Đánh giá, đối chiếu"),
        "reviews.sign": _("Ký, công bố, bổ sung kỳ sơ kết; khép nhiệm kỳ"),
        "reviews.write": _("Mở kỳ sơ kết; ghi, sửa, rút nhận định, vướng mắc, giải pháp, công trình"),
        "rounds.answer": _("Báo cáo số liệu theo kỳ"),
        "rounds.approve": _("Duyệt hoặc trả lại số liệu theo kỳ"),
        "rounds.manage": _("Lập biểu, mở kỳ báo cáo, cấp hoặc thu hồi đường dẫn"),
        "rounds.set_holidays": _("Thêm, bỏ ngày nghỉ"),
        "rounds.word_letters": _("Đổi lời văn của thư nhắc"),
        "targets.edit": _("Sửa chỉ số, chỉ tiêu, tên gọi"),
        "targets.record": _("Ghi nhận chỉ số, chỉ tiêu"),
    }
)
KINDS: Mapping[str, Any] = MappingProxyType(
    {
        "areas.area": _("địa bàn"),
        "areas.change": _("thay đổi địa giới"),
        "intake.statement": _("câu đã đọc"),
        "jobs.job": _("việc nền"),
        "jobs.recurring": _("việc định kỳ"),
        "observations.observation": _("số liệu"),
        "people.office": _("cơ quan"),
        "people.user": _("tài khoản"),
        "records.document": _("văn bản"),
        "records.passage": _("đoạn trích"),
        "resolutions.resolution": _("nghị quyết"),
        "targets.indicator": _("chỉ số"),
        "targets.target": _("chỉ tiêu"),
        "targets.wording": _("cách gọi"),
    }
)
FIELDS: Mapping[str, Any] = MappingProxyType(
    {
        "aggregate": _("cách tính"),
        "area": _("địa bàn"),
        "code": _("mã"),
        "combined": _("cộng từ địa bàn trực thuộc"),
        "comparator": _("phép so sánh"),
        "decree": _("căn cứ"),
        "denominator": _("trên tổng số"),
        "done": _("việc đã làm"),
        "direction": _("chiều tốt lên"),
        "email": _("địa chỉ thư"),
        "end": _("đến ngày"),
        "ended_on": _("kết thúc ngày"),
        "failures": _("số lần sai"),
        "field": _("lĩnh vực phụ trách"),
        "first_name": _("họ và tên"),
        "first_year": _("năm đầu"),
        "forgotten": _("cách gọi đã bỏ"),
        "formula": _("công thức"),
        "gone": _("đã gộp"),
        "ground": _("căn cứ"),
        "groups": _("nhóm viết trang công khai"),
        "head_mail": _("địa chỉ thư của người đứng đầu"),
        "head_post": _("chức danh người đứng đầu"),
        "fault": _("lỗi"),
        "holder": _("tài khoản"),
        "how": _("cách đăng nhập"),
        "indicator": _("chỉ số"),
        "is_active": _("đang hoạt động"),
        "indicator_name": _("chỉ số"),
        "kind": _("loại"),
        "lead": _("chủ trì"),
        "last_name": _("họ"),
        "left": _("số mã còn lại"),
        "last_year": _("năm cuối"),
        "locked_until": _("khóa đến"),
        "mail": _("địa chỉ thư"),
        "name": _("tên"),
        "name_en": _("tên tiếng Anh"),
        "nature": _("tính chất"),
        "obstacle": _("vướng mắc"),
        "on": _("từ ngày"),
        "parent": _("cấp trên trực tiếp"),
        "partners": _("phối hợp"),
        "password": _("mật khẩu"),
        "place": _("địa điểm"),
        "project": _("công trình, dự án"),
        "role": _("vai trò"),
        "stage": _("độ chắc chắn"),
        "state": _("trạng thái"),
        "state_name": _("danh hiệu"),
        "step": _("bước"),
        "successor": _("nơi tiếp nhận"),
        "target": _("chỉ tiêu"),
        "targets": _("chỉ tiêu"),
        "unit": _("đơn vị tính"),
        "value": _("giá trị"),
        "why": _("vì sao"),
        "wording": _("cách gọi"),
    }
)
# What an entry keeps beside the object's name: see the ``detail`` of the actions.
DETAILS: Mapping[str, Any] = MappingProxyType(
    {
        "announced_count": _("số chỉ tiêu công bố không khớp"),
        "announced_result": _("kết quả công bố không khớp"),
        "answered": _("số liệu đã tính là báo cáo"),
        "areas": _("địa bàn"),
        "asked": _("số câu cần hỏi lại"),
        "before": _("trước đó"),
        "choice": _("bản được chọn"),
        "closed": _("đã khép kỳ"),
        "cumulative_falls": _("lũy kế giảm"),
        "dated": _("ngày ghi"),
        "document": _("văn bản"),
        "duties": _("số liệu còn phải báo cáo"),
        "due": _("hạn"),
        "entry": _("mục"),
        "fact": _("đặc điểm"),
        "failed": _("lý do chưa gửi được"),
        "figure": _("số liệu"),
        "figures": _("số liệu đã chuyển"),
        "file": _("tệp"),
        "form": _("biểu"),
        "forms": _("số biểu"),
        "from": _("chuyển từ"),
        "hash": _("mã băm"),
        "indicators": _("chỉ số"),
        "inside": _("lưu hành nội bộ"),
        "layout": _("thể thức"),
        "lines": _("số dòng"),
        "link": _("đường dẫn số"),
        "missing": _("số liệu còn thiếu"),
        "note": _("ghi chú số"),
        "observations": _("số liệu"),
        "office": _("cơ quan"),
        "offices": _("số cơ quan"),
        "outcome": _("kết quả"),
        "part_exceeds_whole": _("phần lớn hơn tổng"),
        "parts": _("số đoạn"),
        "periods": _("kỳ"),
        "published": _("kết quả mới công bố"),
        "question": _("câu hỏi"),
        "ratio_out_of_range": _("tỷ lệ ngoài 0–100%"),
        "reason": _("lý do"),
        "received": _("nhận lúc"),
        "refused": _("số câu đã bỏ"),
        "review": _("kỳ sơ kết"),
        "shares_do_not_sum": _("cơ cấu không đủ 100%"),
        "sheet": _("điền trên biểu Excel"),
        "signed_as": _("chức danh người ký"),
        "since": _("từ ngày"),
        "sources_disagree": _("các nguồn nói khác nhau"),
        "start": _("từ ngày"),
        "stated_ratio": _("tỷ lệ nêu không khớp"),
        "successor": _("nơi tiếp nhận"),
        "successions": _("số lần sắp xếp đơn vị hành chính"),
        "suffix": _("loại tệp"),
        "targets": _("chỉ tiêu"),
        "tasks": _("số nhiệm vụ"),
        "text": _("nội dung"),
        "title": _("chức danh"),
        "unit_differs": _("khác đơn vị tính"),
        "unit_slip": _("nghi nhầm đơn vị"),
        "until": _("đến ngày"),
        "what": _("việc"),
        "wordings": _("cách gọi đã chuyển"),
        "year": _("năm"),
    }
)
_REASONS: Mapping[str, Any] = MappingProxyType(
    {
        "idle": _("lâu không thao tác"),
        "absolute": _("hết thời hạn của phiên"),
        "letter": _("quên mật khẩu, theo thư"),
    }
)

# Values of details, which are words of the code.
SAID: Mapping[str, Any] = MappingProxyType(
    {
        "again": _("lấy lại câu đã soạn"),
        "both": _("giữ cả hai"),
        "docx": _("Word"),
        "keep": _("giữ câu đã sửa"),
        "leaders": _("PDF một trang cho lãnh đạo"),
        "new": _("lấy câu mới"),
        "pdf": _("PDF"),
        "xlsx": _("Excel"),
        "account_closed": _("ngừng hoạt động"),
        "account_reopened": _("cho hoạt động lại"),
        "cancelled": _("người đó dừng giữa chừng"),
        "changed": _("sửa"),
        "closed": _("tài khoản ngừng hoạt động"),
        "code": _("mã dùng một lần"),
        "code_used": _("dùng mã"),
        "failed": _("không kiểm được"),
        "link": _("cấp đường dẫn đặt mật khẩu"),
        "opened": _("mở tài khoản"),
        "others": _("kết thúc mọi phiên khác"),
        "password": _("mật khẩu"),
        "province": _("đăng nhập của tỉnh"),
        "recovery_code_used": _("dùng mã dự phòng"),
        "recovery_codes": _("mã dự phòng"),
        "removed": _("tắt"),
        "replaced": _("đổi điện thoại"),
        "role_ended": _("ghi ngày cuối giữ vai trò"),
        "role_given": _("giao vai trò"),
        "second_factor": _("xác thực hai lớp"),
        "session": _("kết thúc một phiên"),
        "sessions": _("kết thúc mọi phiên"),
        "set_up": _("bật"),
        "socialaccount": _("đăng nhập của tỉnh"),
        "totp": _("mã dùng một lần"),
        "unknown": _("chưa có tài khoản"),
        "done": _("xác nhận hoàn thành"),
        "corrected": _("sửa lại"),
        "resumed": _("làm tiếp"),
        "dropped": _("thôi không làm"),
        "extended": _("gia hạn"),
        "handed": _("chuyển cơ quan khác"),
        "reported": _("báo đã xong"),
        "returned": _("trả lại"),
        "signed": _("đã ký"),
        "withdrawn": _("đã rút lại"),
    }
)


def detail(name: str) -> str:
    return str(FIELDS.get(name) or DETAILS.get(name, name))


def verb(name: str) -> str:
    return str(VERBS.get(name, name))


def kind(label: str) -> str:
    if label in KINDS or not label:
        return str(KINDS.get(label, ""))
    try:
        return gettext(str(apps.get_model(label)._meta.verbose_name))
    except LookupError:
        return label


def reason(text: str) -> str:
    return str(_REASONS.get(text, text))


def field(label: str, name: str) -> str:
    """What a field of an object of that kind is called."""
    found = of_model(label, name)
    sentence = wording.SENTENCES.get(name)
    return str(
        FIELDS.get(name)
        or (found and gettext(str(found.verbose_name)))
        or (sentence and sentence.label)
        or DETAILS.get(name, name)
    )


def of_model(label: str, name: str, *others: str) -> Any:
    """The field of that name of the model; else of the others, in their order."""
    for one in (label, *others):
        try:
            return apps.get_model(one)._meta.get_field(name)
        except (LookupError, ValueError, FieldDoesNotExist):
            continue
    return None
