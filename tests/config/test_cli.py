"""The commands of an office."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from camket.config.cli import COMMANDS, main, words
from camket.reading.confidence import TOPICS

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "minh-hoa" / "08-bao-cao-9-thang-2026.txt"


@pytest.fixture
def speak(monkeypatch):
    def choose(locale):
        monkeypatch.setenv("LC_ALL", locale)
        words.language.cache_clear()

    yield choose
    words.language.cache_clear()


@pytest.mark.parametrize(
    ("locale", "word"), [("vi_VN.UTF-8", "cách dùng"), ("C", "cách dùng"), ("en_US.UTF-8", "usage")]
)
def test_help_speaks_the_language_of_the_locale(speak, capsys, locale, word):
    speak(locale)
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    assert word in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(speak, capsys, command):
    said = []
    for locale in ("vi", "en"):
        speak(locale)
        with pytest.raises(SystemExit):
            main([command, "--help"])
        said.append(capsys.readouterr().out)
    assert said[0] != said[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_reference(command):
    assert f"camket {command}" in (ROOT / "docs" / "reference" / "commands.md").read_text("utf8")


def test_an_unknown_command_is_an_error_of_the_call(speak, capsys):
    speak("vi")
    with pytest.raises(SystemExit) as end:
        main(["bay"])
    assert end.value.code == 2
    assert "không có" in capsys.readouterr().err


def test_read_prints_the_sentence_with_its_number_marked(capsys, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Năm 2024, thu ngân sách đạt 187,2 tỷ đồng.", "utf8")
    assert main(["read", str(path)]) == 0
    assert "đạt «187,2» tỷ đồng" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("genre", "text", "said"),
    [
        ("year_report", "Thu ngân sách đạt 458/369 tỷ đồng.", " [xem kỹ: con số]\n"),
        ("council", "Thu ngân sách 98 tỷ đồng.", " 98 tỷ đồng [xem kỹ: vai trò, cách tính]\n"),
        ("year_report", "Năm 2024, thu ngân sách đạt 187,2 tỷ đồng.", " 187,2 tỷ đồng (2024)\n"),
    ],
)
def test_read_says_what_to_look_at_where_it_is_not_sure(capsys, tmp_path, genre, text, said):
    path = tmp_path / "a.txt"
    path.write_text(text, "utf8")
    assert main(["read", "--genre", genre, str(path)]) == 0
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("topic", TOPICS)
def test_read_has_words_for_all_that_may_be_in_doubt(capsys, tmp_path, monkeypatch, topic):
    path = tmp_path / "a.txt"
    path.write_text("Thu ngân sách đạt 458/369 tỷ đồng.", "utf8")
    monkeypatch.setattr("camket.reading.passage.unsure_of", lambda found: (topic,))
    assert main(["read", "--genre", "year_report", str(path)]) == 0
    assert " [xem kỹ: " in capsys.readouterr().out


def test_read_json_accounts_for_every_number_once(capsys):
    assert main(["read", "--json", str(SAMPLE)]) == 0
    found = json.loads(capsys.readouterr().out)
    covered = [0] * len(found["text"])
    for item in [*found["statements"], *found["others"]]:
        for position in range(*item["span"]):
            covered[position] += 1
    assert [i for i, c in enumerate(found["text"]) if c in "0123456789" and not covered[i]] == []
    assert max(covered) == 1


def test_read_jsonl_prints_a_line_for_each_line(capsys, tmp_path):
    path = tmp_path / "in.jsonl"
    lines = [{"id": f"p{n}", "genre": "resolution", "text": f"Thu ngân sách đạt {n} tỷ đồng."} for n in (200, 300)]
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf8")
    assert main(["read", "--jsonl", str(path)]) == 0
    out = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["id"], line["statements"][0]["value"]) for line in out] == [("p200", 200), ("p300", 300)]


def test_a_line_that_is_no_json_is_named_and_the_others_go_on(capsys, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "Trồng 5 ha."}\nkhông phải\n{"id": "b", "text": ""}\n', "utf8")
    assert main(["read", "--jsonl", str(path)]) == 1
    said = capsys.readouterr()
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == ["a", "b"]
    assert "2" in said.err


def test_an_unreadable_file_is_named_and_the_others_go_on(capsys, tmp_path):
    empty, good = tmp_path / "trong.docx", tmp_path / "tot.txt"
    empty.write_bytes(b"")
    good.write_text("Trồng mới 50 ha rừng.", "utf8")
    assert main(["read", str(empty), str(good)]) == 1
    said = capsys.readouterr()
    assert "trong.docx" in said.err
    assert "tot.txt" in said.out


def test_reading_needs_no_database(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Thu ngân sách đạt 200 tỷ đồng.", "utf8")
    code = "import sys; from camket.config.cli import main; main(['read', sys.argv[1]]); print('django' in sys.modules)"
    environment = os.environ | {"CAMKET_VAR": str(tmp_path / "var")}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.rstrip().endswith("False")
    assert not (tmp_path / "var").exists()


def test_a_command_before_the_database_says_what_to_run_first(tmp_path):
    environment = os.environ | {"CAMKET_VAR": str(tmp_path), "LC_ALL": "vi"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-c", "import sys; from camket.config.cli import main; sys.exit(main(sys.argv[1:]))"]
    done = subprocess.run([*command, "refresh"], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 1
    assert "camket setup" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["serve", "demo"])
@pytest.mark.parametrize("port", ["0", "99999999"])
def test_a_port_that_is_none_is_refused_in_words(speak, capsys, command, port):
    speak("vi")
    assert main([command, "--port", port]) == 1
    assert "65535" in capsys.readouterr().err


def test_a_taken_port_is_refused_in_words(speak, capsys):
    speak("vi")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert main(["serve", "--port", str(other.getsockname()[1])]) == 1
    assert "đang có chương trình khác" in capsys.readouterr().err


@pytest.mark.django_db
def test_loading_the_country_says_what_it_added_and_how_far_it_is(speak, capsys):
    speak("vi_VN.UTF-8")
    assert main(["areas"]) == 0
    said = capsys.readouterr()
    assert said.out == "Đã thêm 14006 địa bàn, 10522 quan hệ kế thừa.\n"
    assert "Địa bàn / Areas" in said.err
