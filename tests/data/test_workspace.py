from __future__ import annotations

import pytest

from roer.data.workspace import NotAWorkspace, Workspace, WorkspaceSettings

SETTINGS = WorkspaceSettings.model_validate(
    {"programme": "Programma", "municipalities": [{"code": "GM0534", "name": "Hillegom"}]}
)


def test_a_created_workspace_opens_with_the_same_settings(tmp_path):
    Workspace.create(tmp_path / "werk", SETTINGS)
    opened = Workspace.open(tmp_path / "werk")
    assert opened.read_settings() == SETTINGS
    assert opened.sources_dir.is_dir()
    assert opened.deliveries.is_dir()


def test_a_folder_without_settings_is_no_workspace_and_the_error_says_how_to_make_one(tmp_path):
    with pytest.raises(NotAWorkspace, match="roer init"):
        Workspace.open(tmp_path)


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "brief.txt").write_text("van mij")
    with pytest.raises(NotAWorkspace, match="niet leeg"):
        Workspace.create(tmp_path, SETTINGS)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "het bestand"),
        ("programme: ''\nmunicipalities: [{code: GM0534, name: H}]", "programme"),
        ("programme: P", "municipalities"),
        ("programme: P\nmunicipalities: []", "municipalities"),
        ("programme: P\nmunicipalities: [{code: 0534, name: H}]", "municipalities.1.code"),
        ("programme: P\nmunicipalities: [{code: GM0534, name: H}, {code: GM0534, name: L}]", "het bestand"),
        ("programme: P\nmunicipalities: [{code: GM0534, name: H}]\nkleur: rood", "kleur"),
        ("programme: [", "regel 1"),
    ],
)
def test_wrong_settings_are_refused_with_the_place(tmp_path, text, field):
    (tmp_path / "roer.yml").write_text(text)
    with pytest.raises(NotAWorkspace, match=field):
        Workspace.open(tmp_path)


def test_everything_that_roer_makes_stands_under_var(tmp_path):
    workspace = Workspace(tmp_path)
    made = (
        workspace.database,
        workspace.landing,
        workspace.warehouse,
        workspace.releases,
        workspace.figures,
        workspace.letters,
    )
    assert all(path.is_relative_to(workspace.var) for path in made)
