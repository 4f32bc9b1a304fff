"""Files: arranged or not, in one part or several, they give the rows of the reference."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from camket.evaluation import DUCKDB, Observation, Target, bulk
from camket.evaluation.elsewhere import relations
from evaluation.generated import a_case, a_vantage
from evaluation.reference import judge
from evaluation.test_engines import Row, shown

duckdb = pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def connection() -> Iterator[Any]:
    with bulk.connect("1GB") as opened:
        yield opened


def drawn(seed: int) -> tuple[list[Target], list[Observation]]:
    chance = Random(seed)
    cases = [a_case(chance, key) for key in range(150)]
    return [target for target, _ in cases], [one for _, some in cases for one in some]


def written(connection: Any, folder: Path, seed: int) -> tuple[Path, Path]:
    relation = relations(DUCKDB, *drawn(seed))
    for name, rows in zip(("targets", "observations"), relation, strict=True):
        connection.execute(f"COPY ({rows}) TO '{folder / name}.parquet' (FORMAT parquet)")
    return folder / "targets.parquet", folder / "observations.parquet"


def rows_of(path: Path) -> list[Row]:
    found = duckdb.sql(f"SELECT * FROM '{path}' ORDER BY target").fetchall()
    return [shown(dict(zip(bulk.ROW_COLUMNS, row, strict=True))) for row in found]


def expected(seed: int, on: date, as_of: datetime) -> list[Row]:
    targets, figures = drawn(seed)
    return [judge(target, figures, on, as_of) for target in targets]


@pytest.mark.parametrize("parts", [0, 1, 3])
@pytest.mark.parametrize("seed", [4, 5, 6, 7])
def test_the_rows_are_those_of_the_reference(connection: Any, tmp_path: Path, parts: int, seed: int) -> None:
    targets, observations = written(connection, tmp_path, seed)
    source = observations
    if parts:
        source = tmp_path / "arranged"
        bulk.arrange(connection, observations, source, parts)
    on, as_of = a_vantage(Random(seed))
    assert bulk.evaluate_files(connection, targets, source, on, as_of, tmp_path / "out.parquet") == 150
    assert rows_of(tmp_path / "out.parquet") == expected(seed, on, as_of)


# A day before all figures, days in their midst, from which on some years are settled, and one after them all.
DAYS = [date(2017, 1, 1), date(2021, 6, 30), date(2022, 12, 31), date(2023, 1, 1), date(2025, 3, 31), date(2035, 1, 1)]


@pytest.mark.parametrize("by_years", [True, False])
def test_years_gathered_before_give_the_rows_of_the_reference(connection: Any, tmp_path: Path, by_years: bool) -> None:
    targets, observations = written(connection, tmp_path, 8)
    arranged, out = tmp_path / "arranged", tmp_path / "out.parquet"
    bulk.arrange(connection, observations, arranged)
    for on in DAYS:
        for as_of in (datetime(on.year, on.month, on.day, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)):
            bulk.evaluate_files(connection, targets, arranged, on, as_of, out, by_years=by_years)
            assert rows_of(out) == expected(8, on, as_of), (on, as_of)


def test_the_days_have_settled_years_none_some_and_all(connection: Any, tmp_path: Path) -> None:
    """What the test above goes through."""
    _, observations = written(connection, tmp_path, 8)
    bulk.arrange(connection, observations, tmp_path / "arranged")
    late = datetime(2035, 1, 1, tzinfo=UTC)
    first = [bulk.settled(connection, tmp_path / "arranged", 0, on, late).open_from for on in DAYS]
    assert [day and day.year for day in first] == [2017, 2021, 2023, 2023, 2025, None]


def test_a_folder_that_was_not_arranged_to_its_end_is_refused(connection: Any, tmp_path: Path) -> None:
    targets, observations = written(connection, tmp_path, 4)
    bulk.arrange(connection, observations, tmp_path / "arranged")
    (tmp_path / "arranged" / bulk.PARTS).unlink()
    with pytest.raises(FileNotFoundError):
        bulk.evaluate_files(connection, targets, tmp_path / "arranged", *a_vantage(Random(1)))
