"""A source as models see it once it has landed."""

from __future__ import annotations

from roer.data.catalogue.lineage import TableShape
from roer.data.sources.columns import Column, ColumnType
from roer.data.sources.contract import PERSON_LEVELS, SourceDefinition


def source_shape(source: SourceDefinition) -> TableShape:
    """The columns of a landed source, and which of them tell who a person is.

    In a source about persons that is every key, every reference to something else, and every text without a closed
    list of values: a name, a number, a note.
    """
    of_persons = source.data_level in PERSON_LEVELS
    telling = frozenset(column.name for column in source.columns if _tells_who(column)) if of_persons else frozenset()
    return TableShape(tuple(source.landed_schema.names), telling, of_persons)


def _tells_who(column: Column) -> bool:
    if column.type is ColumnType.REGION:
        return False
    return column.key or bool(column.references) or (column.type is ColumnType.TEXT and not column.allowed)
