"""A folder in, a folder out: what is refused, what is written, and that it can be attacked from what was written
alone.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from roer.core.disclosure import attack, protect_and_attack
from roer.core.values.errors import InputRefused
from roer.data.releases.folder import REPORT, SAFE, read_folder, read_result, write_result

POLICY = "name: vijf\nthreshold: 5\nzeros: open\n"
REGION = "code,parent,level\nHLT,,0\nHIL,HLT,1\nLIS,HLT,1\nHIL1,HIL,2\nHIL2,HIL,2\n"
AGE = "code,parent,level\nall,,0\nyoung,all,1\nold,all,1\n"
COUNTS = ["HIL1,young,3", "HIL1,old,20", "HIL2,young,30", "HIL2,old,14", "LIS,young,2", "LIS,old,60"]
AMOUNTS = [
    "HIL1,young,3,100,90,9",
    "HIL1,old,20,400,40,30",
    "HIL2,young,9,120.5,30,20",
    "HIL2,old,14,300,50,40",
    "LIS,young,12,200,30,30",
    "LIS,old,60,900,60,50",
]
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A folder with cells, hierarchies and a policy; any file given otherwise, or left out with None."""

    def make(cells: str | None = None, name: str = "in", **files: str | None) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        told = {"hier_region": REGION, "hier_age": AGE, "policy": POLICY, **files}
        told["cells"] = cells if cells is not None else "\n".join(["region,age,n", *COUNTS]) + "\n"
        for stem, text in told.items():
            if text is not None:
                (folder / f"{stem}{'.yml' if stem == 'policy' else '.csv'}").write_text(text, encoding="utf-8")
        return folder

    return make


def protected(folder: Path, out: Path) -> Path:
    given = read_folder(folder)
    write_result(out, *protect_and_attack(given.cube, given.policy))
    return out


def test_every_cell_of_the_crossed_table_comes_out_open_primary_or_secondary(write: Write, tmp_path: Path) -> None:
    out = protected(write(), tmp_path / "out")
    rows = pq.read_table(out / SAFE).to_pylist()
    cells = {(row["region"], row["age"]): (row["status"], row["value"]) for row in rows}
    assert len(cells) == 5 * 3
    assert cells["HLT", "all"] == ("open", 129)
    assert cells["HIL1", "young"] == ("primary", None)
    assert cells["LIS", "young"] == ("primary", None)
    assert sum(status == "secondary" for status, _ in cells.values()) >= 2
    assert all((value is None) == (status != "open") for status, value in cells.values())


def test_the_result_can_be_attacked_from_what_was_written_alone(write: Write, tmp_path: Path) -> None:
    out = protected(write(), tmp_path / "out")
    assert attack([read_result(out)]).ok
    told = json.loads((out / REPORT).read_text())
    assert told["attack"] == {"ok": True, "found": 0, "cells_tried": 2}


def test_a_result_in_which_a_secondary_cell_was_filled_in_again_is_broken(write: Write, tmp_path: Path) -> None:
    folder = write()
    out = protected(folder, tmp_path / "out")
    rows = pq.read_table(out / SAFE).to_pylist()
    truth = {tuple(line.split(",")[:2]): int(line.split(",")[2]) for line in COUNTS}
    for row in rows:
        if row["status"] == "secondary" and (row["region"], row["age"]) in truth:
            row.update(status="open", value=truth[row["region"], row["age"]])
    pq.write_table(pa.Table.from_pylist(rows), out / SAFE)
    assert not attack([read_result(out)]).ok


def test_parquet_and_csv_in_any_order_give_the_same_bytes(write: Write, tmp_path: Path) -> None:
    first = protected(write(), tmp_path / "out1")
    shuffled = random.Random(4).sample(COUNTS, len(COUNTS))
    lines = REGION.splitlines()
    turned = "\n".join([lines[0], lines[1], *reversed(lines[2:])]) + "\n"
    second = protected(write("\n".join(["region,age,n", *shuffled]), hier_region=turned), tmp_path / "out2")
    folder = write()
    pq.write_table(pacsv.read_csv(folder / "cells.csv"), folder / "cells.parquet")
    (folder / "cells.csv").unlink()
    third = protected(folder, tmp_path / "out3")
    assert len({(out / SAFE).read_bytes() for out in (first, second, third)}) == 1
    assert len({(out / REPORT).read_bytes() for out in (first, second, third)}) == 1


def test_amounts_come_with_their_two_largest_contributions(write: Write, tmp_path: Path) -> None:
    folder = write("\n".join(["region,age,n,value,top1,top2", *AMOUNTS]), policy="name: p\np_percent: 15\n")
    out = protected(folder, tmp_path / "out")
    table = read_result(out)
    assert table.kind == "magnitude"
    assert ("HIL1", "young") in (table.at_risk or {})
    assert attack([table]).ok


CELLS = "region,age,n\nHIL1,young,3\n"
BAD = [
    ({"cells": ""}, "csv_shape", "cells.csv"),
    ({"cells": "region,age,n\n"}, "empty_file", "cells.csv"),
    ({"cells": "region,age,n\nHIL1,young\n"}, "csv_shape", "cells.csv"),
    ({"cells": "region,n\nHIL1,3\n"}, "missing_column", "cells.csv"),
    ({"cells": "region,age\nHIL1,young\n"}, "missing_column", "cells.csv"),
    ({"cells": "region,age,n,top1\nHIL1,young,3,2\n"}, "missing_column", "cells.csv"),
    ({"cells": "region,age,care,n\nHIL1,young,x,3\n"}, "missing_hierarchy", "cells.csv, kolom care"),
    ({"cells": CELLS + "GM9999,old,4\n"}, "unknown_leaf", "cells.csv, rij 3, veld region"),
    ({"cells": CELLS + "HIL,old,4\n"}, "unknown_leaf", "cells.csv, rij 3, veld region"),
    ({"cells": CELLS + "HIL1,old,-4\n"}, "whole_number", "cells.csv, rij 3, veld n"),
    ({"cells": CELLS + "HIL1,old,4.5\n"}, "whole_number", "cells.csv, rij 3, veld n"),
    ({"cells": CELLS + "HIL1,old,vier\n"}, "whole_number", "cells.csv, rij 3, veld n"),
    ({"cells": CELLS + "HIL1,old,\n"}, "whole_number", "cells.csv, rij 3, veld n"),
    ({"cells": CELLS + "HIL1,young,4\n"}, "duplicate_cell", "cells.csv, rij 3"),
    ({"cells": 'region,age,n,value\nHIL1,young,3,"1,5"\n'}, "number", "cells.csv, rij 2, veld value"),
    ({"cells": "region,age,n,value\nHIL1,young,3,NaN\n"}, "number", "cells.csv, rij 2, veld value"),
    ({"cells": "region,age,n,value,top1,top2\nHIL1,young,3,9,2,5\n"}, "amounts", "cells.csv, rij 2"),
    ({"hier_age": "code,level\nall,0\n"}, "missing_column", "hier_age.csv"),
    ({"hier_age": "code,parent,level\n"}, "hierarchy_empty", "hier_age.csv"),
    ({"hier_age": "code,parent,level\nyoung,all,1\nall,,0\nold,all,1\n"}, "root_first", "hier_age.csv, rij 2"),
    ({"hier_age": "code,parent,level\nall,,0\nyoung,old,1\nold,young,1\n"}, "hierarchy_cycle", "hier_age.csv"),
    ({"hier_age": "code,parent,level\nall,,0\nyoung,al,1\nold,all,1\n"}, "hierarchy_orphan", "hier_age.csv"),
    ({"hier_age": None}, "missing_hierarchy", "cells.csv, kolom age"),
    ({"hier_extra": AGE}, "missing_column", "cells.csv"),
    ({"policy": None}, "missing_file", "policy.yml"),
    ({"policy": ""}, "yaml_empty", "policy.yml"),
    ({"policy": "name: p\ntreshold: 5\n"}, "unknown_field", "policy.yml, regel 2, veld treshold"),
    ({"policy": "name: p\n"}, "invalid_definition", "policy.yml, regel 1"),
    ({"policy": "name: [\n"}, "yaml_syntax", "policy.yml, regel 2"),
]


@pytest.mark.parametrize(
    ("files", "rule", "where"), BAD, ids=[f"{number}-{rule}" for number, (_, rule, _) in enumerate(BAD)]
)
def test_bad_input_is_refused_with_its_place_its_rule_and_a_cure(
    write: Write, files: dict[str, str | None], rule: str, where: str
) -> None:
    with pytest.raises(InputRefused) as refusal:
        read_folder(write(**files))
    problem = next(problem for problem in refusal.value.problems if problem.rule == rule)
    assert problem.where == where
    assert problem.what
    assert problem.cure or rule in ("invalid_definition",)


def test_a_policy_that_would_hide_everything_is_refused(write: Write) -> None:
    given = read_folder(write(policy="name: p\nthreshold: 1000\n"))
    with pytest.raises(InputRefused, match="hides_everything"):
        protect_and_attack(given.cube, given.policy)


def test_a_refusal_never_shows_a_row(write: Write) -> None:
    with pytest.raises(InputRefused) as refusal:
        read_folder(write("region,age,n\nHIL1,young,3,Piet Geheim\n"))
    assert "Piet" not in str(refusal.value)


def test_a_folder_without_cells_or_with_two_files_of_them_is_refused(write: Write, tmp_path: Path) -> None:
    folder = write()
    pq.write_table(pacsv.read_csv(folder / "cells.csv"), folder / "cells.parquet")
    with pytest.raises(InputRefused, match="cells_file"):
        read_folder(folder)
    with pytest.raises(InputRefused, match="cells_file"):
        read_folder(tmp_path)
    (folder / "cells.csv").unlink()
    (folder / "cells.parquet").write_bytes(b"PAR1 this is no table")
    with pytest.raises(InputRefused, match="parquet_shape"):
        read_folder(folder)


@pytest.mark.parametrize("broken", [SAFE, REPORT])
def test_a_result_that_is_not_whole_is_refused(write: Write, tmp_path: Path, broken: str) -> None:
    out = protected(write(), tmp_path / "out")
    (out / broken).write_bytes(b"{}")
    with pytest.raises(InputRefused):
        read_result(out)
    (out / broken).unlink()
    with pytest.raises(InputRefused, match="missing_file"):
        read_result(out)
