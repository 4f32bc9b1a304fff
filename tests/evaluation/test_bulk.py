"""Files: arranged or not, in one part or several, they give the rows of the reference."""

from collections.abc import Iterator
from datetime import date, datetime
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


def test_a_folder_that_was_not_arranged_to_its_end_is_refused(connection: Any, tmp_path: Path) -> None:
    targets, observations = written(connection, tmp_path, 4)
    bulk.arrange(connection, observations, tmp_path / "arranged")
    (tmp_path / "arranged" / bulk.PARTS).unlink()
    with pytest.raises(FileNotFoundError):
        bulk.evaluate_files(connection, targets, tmp_path / "arranged", *a_vantage(Random(1)))
