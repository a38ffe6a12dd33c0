"""Acts of the privacy file beside pre-scan, DPIA, advice and adoption: consulting the supervisor, reporting."""

from __future__ import annotations

from datetime import date
from typing import Literal

from roer.core.programme.elements import Code, Digest, Reason, Title, Value
from roer.core.programme.releases import ReleaseFacts


class RecordConsultation(Value):
    """The supervisor's answer to a prior consultation about exactly this DPIA (AVG art. 36); `objects` stops it."""

    kind: Literal["record_consultation"] = "record_consultation"
    result: Code
    dpia_hash: Digest
    reference: Title
    objects: bool = False
    text: Reason


class ReportOperation(Value):
    """What was seen of a product in use: when expired data were last destroyed, and whether consulting is logged.

    `evidence` says where it was seen: a release, a line of the log, a receipt. Left out is 'could not be seen'.
    """

    kind: Literal["report_operation"] = "report_operation"
    result: Code
    retention_done: date | None = None
    logging_on: bool | None = None
    evidence: Reason


class ReportRelease(Value):
    """State what a release of the product really was, by whoever ran it; `roer release --by` reads it from the seal.

    Measures that Roer checks itself are held against the last one that was stated.
    """

    kind: Literal["report_release"] = "report_release"
    result: Code
    release: ReleaseFacts


PrivacyMoreAct = RecordConsultation | ReportOperation | ReportRelease
"""The acts of this module."""
