"""In which workspace a command works, and the site set up for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from roer.data.workspace import Workspace

Folder = Annotated[
    Path,
    typer.Option("--dir", envvar="ROER_WORKSPACE", help="De werkmap.", show_default="de map waarin u staat"),
]
HERE = Path()


def open_site(folder: Path, *, demo: bool = False) -> Workspace:
    """Set up Django for the workspace in `folder`, with an up-to-date database. Raises NotAWorkspace."""
    workspace = Workspace.open(folder)
    os.environ["ROER_WORKSPACE"] = str(workspace.root)
    os.environ["DJANGO_SETTINGS_MODULE"] = "roer.site.settings"
    if demo:
        os.environ["ROER_DEMO"] = "1"
    workspace.var.mkdir(exist_ok=True)

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    return workspace
