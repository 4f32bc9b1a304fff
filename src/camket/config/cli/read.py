"""`camket read`: what the reader makes of a file. No database."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from camket.config.cli.words import language, t


def summary() -> str:
    return t(
        "Đọc văn bản và in ra chỉ tiêu, kết quả, kế hoạch đọc được (không dùng cơ sở dữ liệu).",
        "Read documents and print the targets, results and plans found (no database).",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar=t("TỆP", "FILE"), help=".docx .pdf .html .txt .xlsx")
    parser.add_argument(
        "--json", action="store_true", help=t("in mỗi tệp một đối tượng JSON", "one JSON object a file")
    )
    parser.add_argument(
        "--jsonl",
        type=Path,
        metavar=t("TỆP", "FILE"),
        help=t(
            "đọc các dòng JSON có id, genre, text; mỗi dòng in một dòng",
            "read lines with id, genre, text; print a line each",
        ),
    )
    parser.add_argument("--genre", help=t("thể loại, nếu biết (resolution, year_report …)", "genre, where it is known"))


def run(called: argparse.Namespace) -> int:
    if called.jsonl:
        return _lines(called.jsonl)
    if not called.files:
        print(t("Cần ít nhất một tệp, hoặc --jsonl TỆP.", "Name a file, or --jsonl FILE."), file=sys.stderr)
        return 2
    return max([_file(path, called) for path in called.files])


def _lines(path: Path) -> int:
    from camket.reading import read

    if str(path) != "-" and not path.is_file():
        print(t(f"{path}: không mở được tệp. Kiểm tra lại đường dẫn.", f"{path}: no such file."), file=sys.stderr)
        return 1
    failed = 0
    for number, line in enumerate(_open(path), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            text, key = item["text"], item["id"]
        except (ValueError, KeyError, TypeError):
            failed = 1
            print(
                t(
                    f"{path}: dòng {number} không phải JSON có id và text.",
                    f"{path}: line {number} is no JSON with id and text.",
                ),
                file=sys.stderr,
            )
            continue
        print(json.dumps({"id": key, **_labels(read(text, item.get("genre")))}, ensure_ascii=False))
    return failed


def _open(path: Path) -> Iterator[str]:
    with sys.stdin if str(path) == "-" else path.open(encoding="utf-8") as lines:
        yield from lines


def _labels(reading: Any) -> dict[str, Any]:
    return {
        "statements": [statement.as_dict() for statement in reading.statements],
        "others": [{"span": list(other.span), "kind": other.kind} for other in reading.others],
        "announced": [
            {"count": one.count, "of": one.of, "heading": one.heading, "span": list(one.span)}
            for one in reading.announced
        ],
    }


def _file(path: Path, called: argparse.Namespace) -> int:
    from camket.reading import read
    from camket.records.extract import ExtractError, extract
    from camket.records.heads import head

    try:
        extracted = extract(path)
    except ExtractError as error:
        print(error.message(language()), file=sys.stderr)
        return 1
    for notice in extracted.warnings:
        print(f"{path.name}: {notice.en if language() == 'en' else notice.vi}", file=sys.stderr)
    genre = called.genre or head(extracted.text, path.name).genre
    reading = read(extracted.text, genre)
    if called.json:
        print(json.dumps({"file": path.name, "text": extracted.text, **_labels(reading)}, ensure_ascii=False))
    else:
        _table(path.name, extracted.text, reading)
    return 0


def _table(name: str, text: str, reading: Any) -> None:
    roles = {"target": t("chỉ tiêu", "target"), "result": t("kết quả", "result"), "plan": t("kế hoạch", "plan")}
    count = len(reading.statements)
    print(
        f"{name}: "
        + t(
            f"{count} câu có số liệu, {len(reading.others)} số khác",
            f"{count} statements, {len(reading.others)} other numbers",
        )
    )
    for statement in reading.statements:
        sure = " " if statement.confident else "?"
        said = f"{statement.indicator}: {_value(statement)}{_years(statement)}{_unsure(statement)}"
        print(f"{sure} {roles[statement.role]:9} {said}")
        print(f"            {_marked(text, statement)}")


def _value(statement: Any) -> str:
    if statement.value is None:
        return ""
    from camket.measures.decimals import format_number

    upper = f"–{format_number(statement.upper, language())}" if statement.upper is not None else ""
    over = f"/{format_number(statement.denominator, language())}" if statement.denominator is not None else ""
    return f"{format_number(statement.value, language())}{upper}{over} {statement.unit or ''}".rstrip()


def _years(statement: Any) -> str:
    if not statement.period:
        return ""
    start, end = statement.period["start"], statement.period["end"]
    years = end if start == end else f"{start or ''}–{end or ''}"
    return f" ({statement.part + ' ' if statement.part else ''}{years})"


def _unsure(statement: Any) -> str:
    """What to look at: " [xem kỹ: tên chỉ số, thời gian]"."""
    from camket.reading import in_words

    said = in_words(statement.unsure_of, language())
    return t(f" [xem kỹ: {said}]", f" [look at: {said}]") if said else ""


def _marked(text: str, statement: Any) -> str:
    """The sentence with the number marked: bold on a terminal, in guillemets elsewhere."""
    (start, end), (first, last) = statement.span, statement.sentence
    left, right = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("«", "»")
    first, last = min(first, start), max(last, end)
    return " ".join(f"{text[first:start]}{left}{text[start:end]}{right}{text[end:last]}".split())
