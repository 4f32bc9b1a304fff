"""Step 2a: numbers that are no quantity at all. A rule is a name (its kind), a pattern and an example.

The patterns are one alternation over the folded text. Each begins with a word or shape of its own, so no two rules may
read the same number in two ways; `tests/reading/test_kinds.py` runs every rule alone and compares.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

YEAR = r"(?:19|20)\d\d"
_NUM = r"\d+(?:[.,]\d+)*"
_MEASURE = r"(?!\d|[.,/]\d|\s*(?:%|tỷ|triệu|nghìn|ngàn|đồng|ha\b|km\b|tấn|tạ|m2\b|hộ\b|người\b|lao động))"
# letters of a document's symbol: "18-nq/tu", "145/ttr-ubnd", "46/2022/tt-btc", "05-ct/tw"
_SYMBOL = r"\d+[a-zđ]?(?:/\d{4})?\s?(?:-\s?(?:nq|ct|qđ|qđi|kl|hd|kh|tb|bc|ctr|đa|ctrhđ|qc|tt|cv|ttr)(?:/[a-zđ]+)*(?:-[a-zđ]+)*|/(?:[a-zđ]+\d*-)?[a-zđ]{1,6}\d*(?:[-/][a-zđ]+\d*)+|/(?:nđ|nq|qđ|ct|tt|ttr|bc|kh|tb|cv|hd|ttg|sl|lct|ubnd|hđnd)\b|/\d{4}/[a-zđ]+\d*(?:-[a-zđ]+\d*)*)"


class Rule(NamedTuple):
    """kind: what the number is; pattern: over folded text, no capturing groups; example: read by this rule alone."""

    name: str
    kind: str
    pattern: str
    example: str


RULES: tuple[Rule, ...] = (
    Rule("symbol", "document_number", rf"(?<![\d.,/]){_SYMBOL}(?![\d])", "số 18-NQ/TU"),
    Rule("document_named", "document_number",
         rf"\b(?:nghị quyết|quyết định|chỉ thị|thông tư|nghị định|công văn|kết luận|quy định|pháp lệnh|(?<!kỷ )luật|công điện|sắc lệnh|nghị quyết trung ương|thông tri)(?: (?:liên tịch|trung ương|hội nghị trung ương))?(?: số:?)? ?\d+(?:/\d{{4}})?(?:/[a-zđ]+\d*(?:-[a-zđ]+\d*)*)?(?=\s*(?:của|về|năm|ngày|khóa|và|[-,.;:)(/]|$)){_MEASURE}", "Nghị quyết 42"),
    Rule("document_numbered", "document_number", r"\b(?:kế hoạch|chương trình|đề án|báo cáo|tờ trình|thông báo|hướng dẫn|dự án|hợp đồng|giấy phép|biên bản|tài khoản|stk|mã số|mã|quy chuẩn|tiêu chuẩn|tcvn|qcvn|iso)(?: số:?| :|:)? ?(?:số )?(?:(?<=số )|(?<=mã )|(?<=mã:)|(?<=iso )|(?<=tcvn )|(?<=qcvn )|(?<=stk )|(?<=khoản )|(?<=số: ))[\d.:]*\d(?:[/-][a-zđ\d]+)*", "Kế hoạch số 12"),
    Rule("article", "article", rf"\b(?:điều|khoản|mục|chương|phần|phụ lục|biểu|biểu số|bảng|hình|trang|phụ biểu|mẫu|mẫu số|quyển|tập)\s+(?:số\s*)?\d+(?:\.\d+)*(?:\s?[-,]\s?\d+)*{_MEASURE}", "khoản 2 Điều 5"),
    Rule("target_number", "ordinal", r"\b(?:chỉ tiêu|mục tiêu|tiêu chí|nhiệm vụ|nội dung|giải pháp|chương trình|câu|ví dụ|phương án|trường hợp|biện pháp|đề án|dự án)\s+(?:thứ )?\d{1,2}(?=\s*[:.)-])(?!\.\d)", "Chỉ tiêu 1:"),
    Rule("poverty_line", "base_year", rf"\bchuẩn (?:nghèo )?(?:đa chiều |tiếp cận đa chiều |mới |quốc gia |áp dụng |cho |của )*giai đoạn {YEAR}\s*-\s*{YEAR}", "chuẩn nghèo giai đoạn 2022 - 2025"),
    Rule("per_one", "name", r"\b(?:trên|/|mỗi|cho)\s*0?1\s*(?:ha|đơn vị|m2|người|hộ|héc ta|sào)\b", "trên 1 ha canh tác"),
    Rule("ordinal", "ordinal", r"\b(?:lần thứ|kỳ họp thứ|phiên họp thứ|hội nghị lần thứ|hội nghị thứ|kỳ thứ|thế kỷ thứ|tuần thứ|năm thứ|ngày thứ|tháng thứ|khóa|kỷ niệm lần thứ|số thứ tự)\s+\d+(?!\d|/\d)", "kỳ họp thứ 12"),
    Rule("criterion", "ordinal", r"\b(?:tiêu chí|chỉ tiêu|quầy|cửa|bàn|phòng|tổ|số|nội dung|nhóm|quyển|đội|khu|cụm|đợt|bảng|gói thầu|gói)\s+số\s*:?\s*\d+(?:\s*(?:,|và|-)\s*\d+)*(?!\d|[.,/]\d)", "tiêu chí số 5"),
    Rule("numbered_name", "ordinal", rf"\b(?:mức độ|cấp độ|(?<!ở )(?<!xếp )vị trí|loại|lớp|mũi|đợt bão|bão số|top|cỡ chữ|thang|cột|giật cấp|sức gió cấp|gió cấp|điểm|lấy|tập|tầng|quận|phường|khu phố|tổ dân phố|tiểu khu|xóm|đợt|bước|vùng|phân khu|giai đoạn|lô|ô|nhóm|cấp|khối|tập|quyển|đội|tổ|ấp|thôn|bản|khu|chi bộ|buôn|làng|số máy|km|khu vực|hạng|dự án thành phần|tiểu dự án|nội dung thành phần|chiều|luồng|toa|vòng|kênh|cụm)\s+(?:số\s+)?\d{{1,3}}(?:\s*(?:,|và|-)\s*\d{{1,2}}(?=[\s.,;:)]|$))?(?![\d/]|[.,]\d){_MEASURE}(?!\s*(?:xã|thôn|bản|đảng viên|trường|đồng|nhà|con|cái|chiếc|chi bộ|doanh nghiệp|sản phẩm))", "mức độ 2"),
    Rule("clock", "time", r"(?<![\d.,])\d{1,2}\s*(?:giờ|h)\s*(?:\d{1,2}\s*(?:phút)?(?!\d)|(?![a-zà-ỹ\d]))(?:\s*(?:-|đến)\s*\d{1,2}\s*(?:giờ|h)\s*(?:\d{1,2}(?:\s*phút)?)?)?|(?<![\d.,:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|\b24/(?:24|7)(?:h|\s*giờ)?\b|\b\d+\s*phút\b", "16:05"),
    Rule("date_range", "date", rf"(?<![\d.,])(?:ngày )?\d{{1,2}}(?:/\d{{1,2}})?\s*(?:-|đến|và|,)\s*(?:ngày )?\d{{1,2}}[/.]\d{{1,2}}[/.]{YEAR}(?!\d)|\btừ (?:ngày )?\d{{1,2}}(?:/\d{{1,2}})?\s*(?:-|đến)\s*(?:hết )?(?:ngày )?\d{{1,2}}/\d{{1,2}}(?![\d/])", "từ 12 đến 14/10/2020"),
    Rule("day_month_pair", "date", r"\bngày\s+\d{1,2}(?:\s*(?:,|và|-|đến)\s*(?:ngày\s+)?\d{1,2})*(?:\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|\s+tháng\s+\d{1,2}(?:\s*(?:năm|/|,)\s*(?:19|20)\d\d)?)?(?!\d|[.,]\d)", "ngày 05 tháng 12 năm 2022"),
    Rule("bare_date", "date", rf"(?<![\d.,/])\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{YEAR}(?!\d|[.,/]\d)|(?<!\d){YEAR}-\d\d-\d\d(?!\d)", "23/12/2021"),
    Rule("holiday", "date", r"\b(?:cách mạng tháng tám|quốc khánh|giải phóng|sinh nhật bác|quốc tế lao động|quốc tế phụ nữ|nhà giáo|thương binh|tết|kỷ niệm|chiến thắng|ngày truyền thống|đường|quảng trường|sân vận động|công viên|cung văn hóa)(?: (?!đạt|có)[a-zà-ỹ]+){0,4}? \(?\d{1,2}[/-]\d{1,2}\)?(?!\d|/\d| (?:xã|thôn))(?:\s*-\s*\d{1,2}/\d{1,2}(?:/\d{4})?)?", "đường 19/5"),
    Rule("phone", "phone", r"\b(?:điện thoại|số điện thoại|hotline|đường dây nóng|tel|fax|đt|zalo|số máy|liên hệ|sđt|tổng đài)\s*(?:liên hệ)?\s*(?:số)?\s*[:.]?\s*\(?\+?\d[\d.\-() ]{4,}\d|(?<![\d.,])\(?0\d{1,3}\)?[. -]\d{3,4}[. ]\d{3,4}(?!\d|[.,]\d)|(?<![\d.,])0\d{9}(?!\d)|\b1[89]00[ .]?\d{4}(?!\d)", "điện thoại 0209.3870.123"),
    Rule("street", "address", r"\b(?:nhà )?số\s*(?:nhà\s*)?:?\s*\d+[a-z]?(?:[/-]\d+[a-z]?)*,?\s+(?:đường|phố|ngõ|ngách|đại lộ|quốc lộ|lý|trần|nguyễn|lê|phạm|hùng)\b|\b(?:ngõ|ngách|hẻm|kiệt|số nhà)\s+\d+(?:/\d+)*", "số 125 đường Trần Phú"),
    Rule("road", "address", r"\b(?:quốc lộ|tỉnh lộ|hương lộ|huyện lộ|đường tỉnh|đường huyện|tỉnh lộ số|đường số|ql|tl|đt|đh|dt|hl)\.?\s?\d+[a-z]?(?![\d]|[.,/]\d|%)|\bkm\d+\s?\+\s?\d+|\bkm\d{2,}\b", "Quốc lộ 3"),
    Rule("name_code", "name", r"\b(?!k?m[23]\b)[a-zđ]{1,10}-?\d+(?:[.,]\d+)*[a-zđ]*(?:-\d+)*\b|\b(?:công nghiệp|cách mạng công nghiệp|cmcn|công nghệ|web|phiên bản|chính phủ|lần thứ tư)\s+(?:lần thứ )?\d(?:\.\d)+|\b[2-6]g\b|(?<![\d.,])\d{1,3}(?:[abcdefijnopqrsuvwxyzđ]|[a-z]\d+)(?![a-zà-ỹ²³/])|\b\d+ (?:không|có|tăng cường|nhất|rõ|bám|biết|trong 1|dạ)\b(?= [a-zà-ỹ])(?<=\d không)", "Covid-19"),
    Rule("base_price", "base_year", rf"\bgiá (?:so sánh|cố định|gốc)(?: năm)?(?: là)? {YEAR}|\((?:theo )?giá (?:so sánh|ss)(?: năm)? {YEAR}\)", "giá so sánh 2010"),
    Rule("threshold_stars", "threshold", r"(?:\b(?:đạt |hạng |chuẩn )?(?:từ )?(?:tiêu chuẩn )?)?(?<![\d.,])0?[1-5](?:\s*(?:-|đến|và|,)\s*0?[1-5])?\s*sao(?: trở lên| cấp tỉnh)?", "từ 3 sao trở lên"),
    Rule("threshold_age", "threshold", r"\b(?:dưới|từ|đủ|trên|độ tuổi|tuổi|đến|trẻ|trẻ em|người)\s+(?:từ |đủ |dưới |trên )?\d{1,3}(?:\s*(?:-|đến|đến dưới)\s*\d{1,3})?\s*(?:tuổi|tháng tuổi)(?: trở lên| đến \d+ tuổi)?|\bđộ tuổi (?:từ )?\d{1,2}\s*(?:-|đến)\s*\d{1,2}(?: tuổi)?", "dưới 5 tuổi"),
    Rule("threshold_criteria", "threshold", r"\bxã (?:đạt )?(?:dưới|từ|trên|không dưới)\s+\d+(?:\s*(?:-|đến)\s*\d+)?\s*tiêu chí(?: trở lên)?", "xã dưới 10 tiêu chí"),
    Rule("threshold_size", "threshold", r"\b(?:dự án|công trình|doanh nghiệp|gói thầu|mức|mô hình|quy mô|hộ|sản phẩm|diện tích|trang trại|cánh đồng|vốn|doanh thu|khoản)(?: (?:có |sử dụng )?(?:quy mô|giá trị|tổng mức đầu tư|vốn|tổng vốn|doanh thu|thu nhập|diện tích|nợ))? (?:từ|trên|dưới)\s+\d+(?:[.,]\d+)*\s*(?:tỷ đồng|triệu đồng|tỷ|triệu|ha|triệu usd|lao động|m2|m²)(?:/[a-zà-ỹ]+)*(?: trở lên)?(?=\s+(?:trở lên|được|đạt|có|đã|là|chiếm|tăng|giảm|và))", "dự án trên 100 tỷ đồng được"),
    Rule("item", "item", r"(?:(?<=\n)|\A)[ \t]*\(?\d{1,3}(?:\.\d{1,2}){0,4}[.)]\)?(?=[ \t])|(?:(?<=\n)|\A)[ \t]*\d{1,2}(?:\.\d{1,2}){1,4}\.?(?=[ \t]+[a-zà-ỹđ]{2,})|(?<=[.:;] )\d{1,2}\.(?= [a-zà-ỹđ])|\(\d{1,2}\)(?=\s*[a-zà-ỹ\"“])|(?:(?<=\n)|\A)[ \t]*\d{1,2}(?:\.\d{1,2})*[-/](?=\s*[a-zà-ỹđ])", "(1) Thu ngân sách"),
    Rule("voltage", "name", r"\b\d+(?:[.,]\d+)?(?:/\d+(?:[.,]\d+)?)? ?kv\b|\b(?:đủ|tất cả|cả|trong) \d{1,2} loại\b", "đường dây 35 kV"),
    Rule("share_code", "name", r"\b(?:tp|tx|tt|q|p|h)\.?\s?\d{1,2}\b(?![.,]\d)", "P.5"),
    Rule("scale_map", "ratio_map", r"\btỷ lệ\s+1\s?[:/]\s?\d+(?:[.,]\d+)*", "tỷ lệ 1/2.000"),
)  # fmt: skip


@cache
def matcher() -> re.Pattern[str]:
    """All rules as one alternation; the group's name is the rule's."""
    return re.compile("|".join(f"(?P<{rule.name}>{rule.pattern})" for rule in RULES))


@cache
def kind_of() -> dict[str, str]:
    """Rule name -> kind."""
    return {rule.name: rule.kind for rule in RULES}
