"""The engines that are installed here, each as a function that executes one statement."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from benchmarks.postgresql import address, cluster, programs
from camket.evaluation import DUCKDB, POSTGRESQL, SPARK, Dialect

Execute = Callable[[str], Any]


@contextmanager
def duckdb() -> Iterator[Execute]:
    import duckdb as library

    with library.connect() as connection:
        yield lambda statement: connection.execute(statement).fetchall()


@contextmanager
def postgresql() -> Iterator[Execute]:
    import psycopg

    with cluster() as socket, psycopg.connect(address(socket), autocommit=True) as connection:
        yield lambda statement: connection.execute(statement).fetchall()


@contextmanager
def spark() -> Iterator[Execute]:
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "Asia/Ho_Chi_Minh",
    }
    session = SparkSession.builder.master("local[2]").appName("camket").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield lambda statement: session.sql(statement).collect()
    finally:
        session.stop()


ENGINES = {"duckdb": (duckdb, DUCKDB), "postgresql": (postgresql, POSTGRESQL), "spark": (spark, SPARK)}


def missing(name: str) -> str:
    """Why an engine cannot be run here, or nothing."""
    if name == "postgresql" and programs() is None:
        return "no PostgreSQL server is installed (scripts/engines.sh)"
    package = {"duckdb": "duckdb", "postgresql": "psycopg", "spark": "pyspark"}[name]
    return "" if find_spec(package) else f"{package} is not installed (scripts/engines.sh)"


@contextmanager
def engine(name: str) -> Iterator[tuple[Execute, Dialect]]:
    opened, dialect = ENGINES[name]
    with opened() as execute:
        yield execute, dialect
