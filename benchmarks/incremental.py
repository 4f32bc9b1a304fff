"""What one new figure costs among many: from the action's begin until all stored verdicts that it concerns are right.

A real site's database, made by its migrations, on SQLite or PostgreSQL: a province of fifty cities, their indicators
with five years of monthly figures in 1.3 vintages, in the order in which they would have come in, and two thousand
targets in forty-one resolutions. Figures are then recorded one after the other through the action that every caller
uses; after each, the stored verdicts of all resolutions concerned are held against a whole evaluation. The floor is a
bare INSERT of such a row, committed.

A figure alone concerns its own target (and its part). One that others rest on changes a ratio that a formula makes of
it, the province's sum over fifty cities, and the province's ratio, and the targets of all four.

    python -m benchmarks.incremental [ROWS] [sqlite|postgresql]

The database is kept under var/benchmarks for the next run.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks import kept, postgresql

ROOT = Path(__file__).resolve().parent.parent
AREAS, RESOLUTIONS, TARGETS = 50, 40, 50
ROWS_A_SERIES = 78
RECORDED = 50
TODAY = date(2025, 3, 1)
JANUARY = (date(2025, 1, 1), date(2025, 1, 31))
KINDS = ("last", "every", "mean", "sum", "growth", "change")
NATURES = ("flow", "stock", "ratio", "level")
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def measure(rows: int = 1_000_000, engine: str = "sqlite") -> dict[str, float]:
    """``ms`` and ``p95_ms`` of a figure that others rest on, ``own_work_ms`` of it without waiting for a processor or a
    disk, ``alone_ms`` of one that nothing rests on, ``floor_ms`` of a bare row; in a process of its own."""
    var = ROOT / "var" / "benchmarks" / f"incremental-{engine}-{rows}"
    kept.make_room(var)
    with _address(engine, var) as address:
        environment = {
            **os.environ,
            "CAMKET_VAR": str(var),
            "CAMKET_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "camket.config.settings.test",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        command = [sys.executable, "-m", "benchmarks.incremental", "--inside", str(rows)]
        done = subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def _address(engine: str, var: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield ""
        return
    # What is measured is written as safely as on a site.
    with postgresql.cluster(var / "cluster", **DURABLE) as socket:
        yield postgresql.address(socket)


# --- inside: a process with the settings of that database


def _inside(rows: int) -> dict[str, float]:
    import django

    django.setup()
    from django.conf import settings
    from django.utils import timezone

    timezone.localdate = lambda *_: TODAY
    if not kept.is_ready(settings.VAR):
        _build(rows)
        kept.set_ready(settings.VAR)
    return _measured()


def _build(rows: int) -> None:
    from django.core.management import call_command

    from camket.areas.models import Area
    from camket.observations.models import Observation
    from camket.reviews.actions import JudgeArea

    call_command("migrate", verbosity=0)
    areas = _areas()
    _indicators(areas, rows // ROWS_A_SERIES)
    with _without_indexes(Observation._meta.db_table):
        _fill(Observation)
    for area in areas[:RESOLUTIONS]:
        _promise(area)
    _combine(areas)
    for area in Area.objects.all():
        JudgeArea(by=None, area_id=area.pk, on=TODAY).execute()
    _analyze()


def _areas() -> list[Any]:
    from camket.areas.models import Area

    return [
        Area.objects.create(slug=f"dia-ban-{n}", code=f"{n:05}", name=f"Địa bàn {n}", kind="city") for n in range(AREAS)
    ]


def _indicators(areas: list[Any], number: int) -> None:
    from camket.targets.models import Indicator

    made = (
        Indicator(
            area=areas[n % AREAS],
            name=f"chỉ số {n}",
            slug=f"chi-so-{n}",
            unit="tỷ đồng",
            nature=NATURES[n // AREAS % len(NATURES)],
            cycle_days=31,
        )
        for n in range(number)
    )
    Indicator.objects.bulk_create(made, batch_size=2000)


def _promise(area: Any) -> None:
    """A resolution of fifty targets, each fifth a part of the one before."""
    from camket.records.models import Document
    from camket.resolutions.models import Resolution, Term
    from camket.targets.models import Indicator

    term, _ = Term.objects.get_or_create(first_year=2020, last_year=2025)
    name = f"Nghị quyết {area.pk}"
    document = Document.objects.create(area=area, kind="resolution", title=name, slug=f"nghi-quyet-{area.pk}")
    resolution = Resolution.objects.create(area=area, term=term, title=name, slug=f"nq-{area.pk}", document=document)
    before = None
    for place, indicator in enumerate(Indicator.objects.filter(area=area).order_by("pk")[:TARGETS]):
        kind = KINDS[place % len(KINDS)]
        whole = before if place % 5 == 4 else None
        before = _target(resolution, indicator, place, kind, Decimal(8 if kind == "growth" else 130), whole)


def _target(resolution: Any, indicator: Any, place: int, kind: str, value: Decimal, whole: Any = None) -> Any:
    from camket.targets.models import Target

    return Target.objects.create(
        resolution=resolution,
        indicator=indicator,
        area=resolution.area,
        slug=f"chi-tieu-{place}",
        order=place,
        aggregate=kind,
        comparator="ge",
        value=value,
        unit="tỷ đồng",
        start=date(2021, 1, 1),
        due=date(2025, 12, 31),
        part_of=whole,
    )


def _combine(areas: list[Any]) -> None:
    """A province over the cities: what it spends and how many live there, summed over cities, and the quotient."""
    from camket.areas.models import Area, Parentage
    from camket.observations.actions import ReviseIndicator
    from camket.observations.models import Observation
    from camket.resolutions.models import Resolution
    from camket.targets.models import Indicator

    province = Area.objects.create(slug="tinh", code="99", name="Tỉnh", kind="province")
    Parentage.objects.bulk_create(Parentage(area=area, parent=province) for area in areas)
    _promise(province)
    given = {"area": province, "unit": "tỷ đồng", "cycle_days": 31}
    spent, people = (
        Indicator.objects.create(name=name, slug=slug, nature="flow", **given)
        for name, slug in (("chi ngân sách", "chi"), ("số người", "nguoi"))
    )
    quotient = Indicator.objects.create(name="chi trên đầu người", slug="chi-mot-nguoi", nature="level", **given)
    months = [(date(y, m, 1), date(y, m, 28)) for y in (2023, 2024) for m in range(1, 13)]
    months.append(JANUARY)
    known = datetime(2025, 2, 15, tzinfo=UTC)
    Observation.objects.bulk_create(
        Observation(indicator=one, area=area, start=start, end=end, value=10 + area.pk % 7, recorded_at=known)
        for one in (spent, people)
        for area in areas
        for start, end in months
    )
    for one in (spent, people):
        ReviseIndicator(by=None, indicator=one, changes={"combined": True}).execute()
    ReviseIndicator(by=None, indicator=quotient, changes={"formula": "[chi] / [nguoi]"}).execute()
    for resolution in Resolution.objects.all():
        for place, one in enumerate((spent, quotient)):
            _target(resolution, one, TARGETS + place, "last", Decimal(20))


def _fill(model: Any) -> None:
    """Five years of months for every indicator; three in ten months have a second, final vintage."""
    from django.db import connection

    values = {
        "start": "m.first",
        "end": "m.last",
        "value": "(100000 + (i.id * 7919 + m.n * 104729 + v.n * 31) % 50000 + m.n * 500) / 1000.0",
        "denominator": "NULL",
        "state": "''",
        "stage": "CASE v.n WHEN 0 THEN 'provisional' ELSE 'final' END",
        "recorded_at": "CASE v.n WHEN 0 THEN m.known ELSE m.settled END",
        "area_id": "i.area_id",
        "indicator_id": "i.id",
    }
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    names = ", ".join(connection.ops.quote_name(one.column) for one in fields)
    given = ", ".join(values.get(one.column) or _default(one) for one in fields)
    with connection.cursor() as cursor:
        _months(cursor)
        for n in range(60):
            cursor.execute(f"""
                INSERT INTO {model._meta.db_table} ({names})
                SELECT {given} FROM bench_month m CROSS JOIN targets_indicator i CROSS JOIN bench_vintage v
                WHERE m.n = {n} AND (v.n = 0 OR (i.id * 31 + m.n * 17) % 10 < 3)""")


def _default(field: Any) -> str:
    """Columns that this module does not know yet: null, or the field's default."""
    if field.null:
        return "NULL"
    value = field.get_default()
    return str(value).upper() if isinstance(value, bool) else f"'{value}'"


def _months(cursor: Any) -> None:
    cursor.execute("CREATE TEMPORARY TABLE bench_vintage (n INTEGER)")
    cursor.execute("INSERT INTO bench_vintage VALUES (0), (1)")
    moment = "TEXT" if _is_sqlite() else "TIMESTAMP WITH TIME ZONE"
    columns = f"n INTEGER, first DATE, last DATE, known {moment}, settled {moment}"
    cursor.execute(f"CREATE TEMPORARY TABLE bench_month ({columns})")
    for n in range(60):
        first, after = (date(2020 + month // 12, month % 12 + 1, 1) for month in (n, n + 1))
        known = datetime(after.year, after.month, 15, tzinfo=UTC)
        row = (n, first, after - timedelta(days=1), known, known + timedelta(days=10))
        stored = [str(value).removesuffix("+00:00") if _is_sqlite() else value for value in row[1:]]
        cursor.execute("INSERT INTO bench_month VALUES (%s, %s, %s, %s, %s)", [n, *stored])


def _is_sqlite() -> bool:
    from django.db import connection

    return bool(connection.vendor == "sqlite")


@contextmanager
def _without_indexes(table: str) -> Iterator[None]:
    """Rows go in first, indexes are made over them afterwards: many times faster."""
    from django.db import connection

    source = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s"
        if _is_sqlite()
        else "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT LIKE '%%_pkey'"
    )
    with connection.cursor() as cursor:
        if _is_sqlite():
            for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
                cursor.execute(f"PRAGMA {pragma}")
        cursor.execute(source, [table])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, made in indexes:
            cursor.execute(made)
        if _is_sqlite():
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _measured() -> dict[str, float]:
    from camket.observations.models import Observation
    from camket.targets.models import Target

    own = list(Target.objects.filter(indicator__slug__startswith="chi-so").select_related("indicator").order_by("pk"))
    fed = list(Target.objects.filter(indicator__slug="chi", area__parentages__isnull=False).select_related("indicator"))
    alone = own[:: len(own) // RECORDED][:RECORDED]  # spread over the resolutions
    _record(own[1], 0)  # the first one of a process imports and connects
    taken = [_record(target, number) for number, target in enumerate(alone, start=1)]
    above = [_record(fed[number % len(fed)], number) for number in range(RECORDED)]
    floors = [_bare(target) for target in alone]
    return {
        "ms": statistics.median(time for time, _ in above),
        "p95_ms": statistics.quantiles([time for time, _ in above], n=20)[-1],
        "own_work_ms": statistics.median(work for _, work in above),
        "alone_ms": statistics.median(time for time, _ in taken),
        "alone_p95_ms": statistics.quantiles([time for time, _ in taken], n=20)[-1],
        "floor_ms": statistics.median(floors),
        "rows": float(Observation.objects.count()),
        "targets": float(Target.objects.count()),
    }


def _told(target: Any) -> dict[str, Any]:
    start, end = JANUARY
    return {"start": start, "end": end, "stage": "final", "area_id": target.area_id}


def _record(target: Any, number: int) -> tuple[float, float]:
    """The time of one figure through the action, and of this process's own work.

    Its verdicts are held against a whole evaluation outside the clock.
    """
    from camket.observations.actions import RecordObservation
    from camket.resolutions.models import Resolution

    action = RecordObservation(
        by=None, indicator=target.indicator, value=Decimal(150 + number + time.time_ns() % 1000), **_told(target)
    )
    begin, work = time.perf_counter(), time.process_time()
    action.execute()
    taken = (time.perf_counter() - begin) * 1000, (time.process_time() - work) * 1000
    _assert_right(target.resolution_id)
    if target.indicator.combined:
        _assert_right(Resolution.objects.get(area=target.indicator.area_id).pk)
        _assert_added_up(target.indicator)
    return taken


def _assert_right(resolution_id: int) -> None:
    from django.utils import timezone

    from camket.reviews.judging import judge_resolution
    from camket.reviews.models import Verdict

    stored = {row.target_id: row for row in Verdict.objects.filter(target__resolution=resolution_id)}
    for target, found in judge_resolution(resolution_id, TODAY, timezone.now()):
        row = stored[target.pk]
        now = (found.verdict.value, found.attained, found.ratio, found.expected, found.pace, list(found.inputs))
        assert (row.outcome, row.attained, row.ratio, row.expected, row.pace, row.inputs) == now, target.pk


def _assert_added_up(indicator: Any) -> None:
    """The province's figure of January is the sum of its cities' newest ones."""
    from camket.observations.models import Observation

    start, end = JANUARY
    figures = Observation.objects.filter(indicator=indicator, start=start, end=end, withdrawn_at=None)
    newest = {one.area_id: one.value for one in figures.order_by("recorded_at", "pk")}
    assert newest.pop(indicator.area_id) == sum(newest.values()), newest


def _bare(target: Any) -> float:
    """The row alone, committed; it is withdrawn from its beginning, so that it never counts."""
    from django.utils import timezone

    from camket.observations.models import Observation

    now = timezone.now()
    row = Observation(indicator=target.indicator, value=1, recorded_at=now, withdrawn_at=now, **_told(target))
    begin = time.perf_counter()
    row.save(force_insert=True)
    return (time.perf_counter() - begin) * 1000


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--inside"]:
        found = _inside(int(arguments[1]))
    else:
        rows, engine = [*arguments, *("1000000", "sqlite")[len(arguments) :]][:2]
        found = measure(int(rows), engine)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
