"""The areas of Vietnam before and after 1 July 2025, from an unpacked `vietnamadminunits` (MIT).

    python scripts/areas.py FOLDER_OF_THE_PACKAGE

Writes `before.csv` (code, parent, name, into) and `after.csv` (code, parent, name) where `camket.areas.country` reads
them, and says what the source lacks. `into` holds the codes of the areas that came after, with a bar between them: one
where the area went there whole, several where it was divided.
"""

import csv
import json
import re
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path

HOME = Path(__file__).parents[1] / "src" / "camket" / "areas" / "data" / "2025"
Rows = list[tuple[str, ...]]

# A few names of the source begin with "Thành Phố", "Thị Xã" or "Thị Trấn".
SMALL = re.compile(r"^(Thành Phố|Thị Xã|Thị Trấn)(?= )")

BEFORE = "SELECT provinceKey, districtKey, wardKey, provinceCode, province, districtCode, district, wardCode, ward"
AFTER = "SELECT provinceKey, wardKey, provinceCode, province, wardCode, ward"


def main(package: Path) -> None:
    base = sqlite3.connect(package / "data" / "dataset.db")
    old = base.execute(f"{BEFORE} FROM admin_units_legacy").fetchall()
    new = base.execute(f"{AFTER} FROM admin_units").fetchall()
    converter = json.loads((package / "data" / "converter_2025.json").read_text("utf8"))
    before = _before(old, _into(converter, new), _provinces_into(converter, new))
    after = [*{(code, "", name) for _, _, code, name, *_ in new}, *((row[4], row[2], row[5]) for row in new)]
    _write("before.csv", ("code", "parent", "name", "into"), before)
    _write("after.csv", ("code", "parent", "name"), after)
    _account(before, after)


def _into(converter: dict, new: list[tuple]) -> dict[str, set[str]]:
    """The codes of the new communes that each old one went into, by the source's key of the old one."""
    codes = {(row[0], row[1]): row[4] for row in new}
    found: dict[str, set[str]] = defaultdict(set)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, keys in wards.items():
            for key in keys:
                found[key].add(codes[province, ward])
    for province, keys in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, wards in keys.items():
            found[key] |= {codes[province, ward["newWardKey"]] for ward in wards}
    return found


def _provinces_into(converter: dict, new: list[tuple]) -> dict[str, str]:
    codes = {row[0]: row[2] for row in new}
    return {old: codes[key] for key, keys in converter["DICT_PROVINCE"].items() for old in keys}


def _before(old: list[tuple], into: dict[str, set[str]], provinces_into: dict[str, str]) -> Rows:
    """Five districts of islands had no communes: there the district itself went into the new area."""
    found: dict[str, tuple[str, ...]] = {}
    for province_key, district_key, ward_key, province, province_name, district, district_name, ward, ward_name in old:
        went = "|".join(sorted(into[f"{province_key}_{district_key}_{ward_key or ''}"]))
        found[province] = (province, "", province_name, provinces_into[province_key])
        found[district] = (district, province, district_name, "" if ward else went)
        if ward:
            found[ward] = (ward, district, ward_name, went)
    return list(found.values())


def _write(name: str, head: tuple[str, ...], rows: Rows) -> None:
    with (HOME / name).open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        rows = [tuple(SMALL.sub(lambda word: word[0].capitalize(), cell) for cell in row) for row in rows]
        writer.writerows(sorted(rows, key=lambda row: (len(row[0]), row[0])))


def _account(before: Rows, after: Rows) -> None:
    reached = {code for row in before for code in row[3].split("|")}
    print("before:", _tiers(before), "after:", _tiers(after))
    print("divided:", sum("|" in row[3] for row in before))
    print("went nowhere:", [row[0] for row in before if not row[3] and len(row[0]) != 3])
    print("came from nowhere:", [row[0] for row in after if row[0] not in reached])


def _tiers(rows: Rows) -> dict[str, int]:
    tiers = {2: "provinces", 3: "districts", 5: "communes"}
    return {name: sum(len(row[0]) == length for row in rows) for length, name in tiers.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
