"""What reading costs, beside its floor in the same run, and beside its own sources where it is compiled.

Articles of 10 kB are made from realistic paragraphs: statements, descriptions, and text without a number.
The floor is one regular expression that only finds every number. Median of rounds, one core, the two forms in turn.

    make compile
    python -m benchmarks.reading
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from camket.reading import compiled, read

ROUNDS = 9
TURNS = 3
ARTICLE_BYTES = 10_000
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PARAGRAPHS = (
    "Năm 2024, tổng thu ngân sách trên địa bàn xã ước đạt 12,6 tỷ đồng, bằng 108% dự toán huyện giao, "
    "tăng 7,4% so với cùng kỳ. Tổng diện tích gieo trồng cả năm đạt 1.240 ha; sản lượng lương thực có hạt"
    " 6.815 tấn, bằng 101,2% kế hoạch.",
    "Phát huy truyền thống đoàn kết, cấp ủy, chính quyền và nhân dân địa phương đã tập trung triển khai "
    "đồng bộ các giải pháp, quan tâm phát triển kết cấu hạ tầng, đẩy mạnh cải cách hành chính, giữ gìn "
    "bản sắc văn hóa của các dân tộc, củng cố niềm tin của nhân dân. Nhiều mô hình kinh tế tập thể được "
    "hình thành, từng bước gắn sản xuất với thị trường tiêu thụ.",
    "Đến nay, toàn xã có 9/12 thôn đạt chuẩn thôn nông thôn mới; tỷ lệ hộ nghèo đa chiều giảm còn 4,1%; "
    "thu nhập bình quân đầu người đạt 47 triệu đồng/người/năm. Công tác giáo dục và đào tạo tiếp tục được"
    " quan tâm, cơ sở vật chất trường lớp được đầu tư theo hướng kiên cố hóa, chất lượng đội ngũ giáo "
    "viên được nâng lên rõ rệt.",
    "Căn cứ Nghị quyết số 12-NQ/ĐU ngày 05/8/2020 của Ban Chấp hành Đảng bộ xã khóa XX về phát triển nông"
    " nghiệp hàng hóa, các chi bộ đã xây dựng chương trình hành động và phân công đảng viên phụ trách "
    "từng nhóm hộ. Công tác kiểm tra, giám sát được thực hiện thường xuyên, kịp thời chấn chỉnh những hạn"
    " chế, thiếu sót trong quá trình tổ chức thực hiện.",
)
START = "import camket.reading"
ROOT = Path(__file__).resolve().parent.parent


def article() -> str:
    """A text of about 10 kB, as an article has it."""
    text = ""
    while len(text.encode()) < ARTICLE_BYTES:
        text += "\n".join(PARAGRAPHS) + "\n"
    return text


def measure() -> dict[str, float | int | str]:
    """Figures of reading: MB/s, the floor's MB/s, milliseconds an article, statements found, milliseconds to import.

    `form` is what runs here; `sources_MB_s` what the sources reach in the same run, whatever runs here.
    """
    text = article()
    size = len(text.encode()) / 1e6
    room = Path(compiled.__file__).parent
    with tempfile.TemporaryDirectory() as work:
        sources = uncompiled(room, Path(work))
        turns = [(_seconds(room.parents[1]), _seconds(sources)) for _ in range(TURNS)]
    reading, plain = (statistics.median(each) for each in zip(*turns, strict=True))
    floor = _median(lambda: sum(1 for _ in NUMBER.finditer(text)))
    return {
        "article_kB": round(size * 1000, 1),
        "statements": len(read(text, "year_report").statements),
        "form": "compiled" if compiled.folders(room) else "sources",
        "reading_MB_s": round(size / reading, 3),
        "sources_MB_s": round(size / plain, 3),
        "floor_MB_s": round(size / floor, 1),
        "article_ms": round(reading * 1000, 2),
        "times_the_floor": round(reading / floor, 1),
        "import_ms": round(_imported() * 1000, 1),
    }


def seconds() -> float:
    """What one article takes in this process."""
    text = article()
    return _median(lambda: read(text, "year_report"))


def _seconds(folder: Path) -> float:
    """The same in a process of its own, of the reader in a folder."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}
    program = "from benchmarks import reading; print(reading.seconds())"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, env=environment)
    return float(told.stdout)


def uncompiled(room: Path, work: Path) -> Path:
    """A folder with the sources of the reader and of what it builds on, and nothing compiled of them."""
    for name in ("reading", "measures"):
        shutil.copytree(room.parent / name, work / "camket" / name, ignore=shutil.ignore_patterns(compiled.FOLDER))
    shutil.copy(room.parent / "__init__.py", work / "camket")
    return work


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _imported() -> float:
    """Seconds that importing the room adds to a bare interpreter."""
    bare, loaded = ([_spawned(code) for _ in range(3)] for code in ("pass", START))
    return max(0.0, statistics.median(loaded) - statistics.median(bare))


def _spawned(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
