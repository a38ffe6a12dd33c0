"""Where everything of one programme stands on disk: what people write, what is delivered, and what Roer makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from roer.core.values.errors import RoerError

SETTINGS_FILE = "roer.yml"
CATALOGUE_FOLDERS = ("sources", "models", "indicators", "products", "policies", "texts")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^GM\d{4}$")]


class NotAWorkspace(RoerError):
    """The folder is no workspace of Roer, or its settings cannot be read; the text says what to do."""


class WorkspaceMunicipality(BaseModel):
    """One of the municipalities (gemeenten) that steer together: CBS code and name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: MunicipalityCode
    name: Text


class WorkspaceSettings(BaseModel):
    """What `roer.yml` says: the name of the programme and whose programme it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    programme: Text
    municipalities: Annotated[tuple[WorkspaceMunicipality, ...], Field(min_length=1)]
    origin: Text | None = None

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        codes = [municipality.code for municipality in self.municipalities]
        if len(set(codes)) < len(codes):
            raise ValueError("elke gemeente staat er één keer in")
        return self

    @property
    def codes(self) -> tuple[str, ...]:
        """The CBS codes of the municipalities, in the order of the file."""
        return tuple(municipality.code for municipality in self.municipalities)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace (werkmap): the folder `root` and the fixed places in it. Paths are given, not promised to exist."""

    root: Path

    @classmethod
    def open(cls, path: Path) -> Workspace:
        """The workspace at `path`. Raises NotAWorkspace when there is none or when its settings are wrong."""
        workspace = cls(path.resolve())
        workspace.read_settings()
        return workspace

    @classmethod
    def create(cls, path: Path, settings: WorkspaceSettings) -> Workspace:
        """An empty workspace at `path`. Raises NotAWorkspace when something stands there already."""
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise NotAWorkspace(f"De map {path} is niet leeg. Kies een nieuwe map, dan gaat er niets verloren.")
        workspace = cls(path.resolve())
        folders = [workspace.catalogue / name for name in CATALOGUE_FOLDERS]
        for folder in (*folders, workspace.deliveries, workspace.programme, workspace.var):
            folder.mkdir(parents=True, exist_ok=True)
        told = settings.model_dump(mode="json", exclude_none=True)
        workspace.settings_file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return workspace

    def read_settings(self) -> WorkspaceSettings:
        """What `roer.yml` says. Raises NotAWorkspace with the field that is wrong."""
        try:
            text = self.settings_file.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            raise NotAWorkspace(
                f"{self.root} is geen werkmap van Roer: er staat geen {SETTINGS_FILE} in. "
                "Ga naar uw werkmap, of maak een nieuwe met 'roer init MAP'."
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise NotAWorkspace(f"{self.settings_file} is niet te lezen ({type(error).__name__}).") from error
        return self._parsed(text)

    def _parsed(self, text: str) -> WorkspaceSettings:
        try:
            return WorkspaceSettings.model_validate(yaml.safe_load(text))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f", regel {mark.line + 1}" if mark else ""
            raise NotAWorkspace(f"{self.settings_file}{line} is geen geldige YAML. Kijk die regel na.") from error
        except ValidationError as refusal:
            first = refusal.errors(include_url=False)[0]
            field = ".".join(str(step + 1) if isinstance(step, int) else step for step in first["loc"]) or "het bestand"
            raise NotAWorkspace(
                f"{self.settings_file} klopt niet bij {field}. Nodig zijn: programme (een naam) en municipalities "
                "(een lijst met van elke gemeente code, zoals GM0534, en name; elke gemeente één keer)."
            ) from None

    @property
    def settings_file(self) -> Path:
        """`roer.yml`."""
        return self.root / SETTINGS_FILE

    @property
    def catalogue(self) -> Path:
        """What analysts write."""
        return self.root / "catalogue"

    @property
    def sources_dir(self) -> Path:
        """Definitions of sources, `*.yml`."""
        return self.catalogue / "sources"

    @property
    def models_dir(self) -> Path:
        """Models in SQL, `**/*.sql`."""
        return self.catalogue / "models"

    @property
    def indicators_dir(self) -> Path:
        """Definitions of indicators, `*.yml`."""
        return self.catalogue / "indicators"

    @property
    def products_dir(self) -> Path:
        """Definitions of products, `*.yml`."""
        return self.catalogue / "products"

    @property
    def policies_dir(self) -> Path:
        """Disclosure policies, `*.yml`."""
        return self.catalogue / "policies"

    @property
    def texts_dir(self) -> Path:
        """Explanations beside the figures, `*.md`."""
        return self.catalogue / "texts"

    @property
    def deliveries(self) -> Path:
        """Files that arrive: CSV, recorded OData folders, GeoJSON."""
        return self.root / "deliveries"

    @property
    def programme(self) -> Path:
        """The folder with the programme as an importable ledger."""
        return self.root / "programme"

    @property
    def programme_ledger(self) -> Path:
        """The programme as an importable ledger, where the workspace comes with one."""
        return self.programme / "ledger.jsonl"

    @property
    def var(self) -> Path:
        """Everything that Roer makes; may be thrown away but for the database and the releases."""
        return self.root / "var"

    @property
    def database(self) -> Path:
        """The database of the site, where SQLite is used."""
        return self.var / "db.sqlite3"

    @property
    def landing(self) -> Path:
        """Accepted deliveries: `<source>/<receipt id>/`."""
        return self.var / "landing"

    @property
    def warehouse(self) -> Path:
        """Builds: `<build id>/`, and the pointer `current`."""
        return self.var / "warehouse"

    @property
    def releases(self) -> Path:
        """Releases: `<product>/<release id>/`, and a pointer `current` per product."""
        return self.var / "releases"

    @property
    def figures(self) -> Path:
        """Drawn figures, kept so that they are drawn once."""
        return self.var / "figures"

    @property
    def letters(self) -> Path:
        """Files of letters."""
        return self.var / "letters"
