"""The manual's program, as it stands there: it signs in, records an act, and reads why the second time is refused."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROER = Path(sys.executable).with_name("roer")
MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual" / "programs.md"
PASSWORD = "een-lang-wachtwoord-voor-mira"


def test_the_program_of_the_manual_records_once(own_folder, own_site, tmp_path):
    text = MANUAL.read_text(encoding="utf-8")
    (program,) = re.findall(r'^```python title="vraag.py"\n(.*?)^```$', text, re.MULTILINE | re.DOTALL)
    (refused,) = re.findall(r"^```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    script = tmp_path / "vraag.py"
    script.write_text(program, encoding="utf-8")
    entering = [ROER, "people", "enter", "noor-dekker", "--name", "Noor Dekker", "--dir", own_folder]
    subprocess.run(entering, input=f"{PASSWORD}\n{PASSWORD}\n", text=True, check=True, capture_output=True, timeout=60)

    def run() -> str:
        command = [sys.executable, str(script), own_site, "noor-dekker", PASSWORD]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    assert re.fullmatch(r"regel \d+\n", run())
    assert run() == refused
