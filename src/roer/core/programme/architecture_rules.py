"""What must hold for a target architecture: it covers its contract, its flows run between what is there, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from roer.core.programme import acts
from roer.core.programme.architecture import PRODUCT, Architecture
from roer.core.programme.architecture_fit import fit_of
from roer.core.programme.evidence_rules import check_contract
from roer.core.programme.question import Question
from roer.core.programme.refusals import Conflict, NotAllowed, check_follows
from roer.core.values.dutch import listing


def architecture_fits(question: Question, act: acts.DescribeArchitecture) -> None:
    """The target architecture is about the contract of now, holds together, and covers each source of the contract."""
    architecture = act.architecture
    contract = check_contract(question, architecture.result, architecture.contract_hash)
    versions = question.programme.architectures.get(architecture.result, (None,))
    check_follows(versions[-1], act.expects, f"de doelarchitectuur van {architecture.result}")
    fit = fit_of(architecture, contract)
    if fit.lacking_sources:
        reason = f"Beschrijf ook de bron {listing(fit.lacking_sources)}: die staat in het productcontract."
        raise NotAllowed("sources_covered", reason)
    if architecture.is_drawn:
        _check_names(architecture)
        _check_flows(architecture)
    if fit.shortcoming:
        raise NotAllowed("sources_covered", f"{fit.shortcoming} Vul dat aan.")


def architecture_can_be_adopted(question: Question, act: acts.AdoptArchitecture) -> None:
    """The board adopts the last target architecture, which is about the contract of now and covers it."""
    question.open_result(act.result)
    versions = question.programme.architectures.get(act.result)
    if not versions:
        raise NotAllowed("no_architecture", f"{act.result} heeft nog geen doelarchitectuur.")
    last = versions[-1]
    if last.hash != act.architecture_hash:
        raise Conflict(f"de doelarchitectuur van {act.result}", last.stamp)
    contract = check_contract(question, act.result, last.architecture.contract_hash)
    if last.adopted is not None:
        raise NotAllowed("no_change", "Deze doelarchitectuur is al vastgesteld.")
    if shortcoming := fit_of(last.architecture, contract).shortcoming:
        raise NotAllowed("sources_covered", f"{shortcoming} Laat eerst een nieuwe versie beschrijven.")


def _check_names(architecture: Architecture) -> None:
    places = [*architecture.sources, *(one.name for one in architecture.components), PRODUCT]
    if twice := _twice(places):
        reason = f"De naam {listing(twice)} staat er twee keer, of is die van het product. Kies een andere naam."
        raise NotAllowed("architecture_names", reason)
    if twice := _twice(one.name for one in architecture.objects):
        raise NotAllowed("architecture_objects", f"Het gegevensobject {listing(twice)} staat er twee keer.")
    if strange := [one.source for one in architecture.objects if one.source not in architecture.sources]:
        reason = f"Een gegevensobject komt uit {listing(strange)}, maar dat is geen bron van deze architectuur."
        raise NotAllowed("architecture_objects", reason)


def _check_flows(architecture: Architecture) -> None:
    components = {one.name for one in architecture.components}
    begins, ends = components | set(architecture.sources), components | {PRODUCT}
    for number, flow in enumerate(architecture.flows, start=1):
        if flow.source not in begins:
            raise _flow_refused(number, f"{flow.source} is geen bron en geen component", begins)
        if flow.target not in ends:
            raise _flow_refused(number, f"{flow.target} is geen component en niet het {PRODUCT.lower()}", ends)
        if flow.source == flow.target:
            raise _flow_refused(number, f"{flow.source} stroomt naar zichzelf", ends - {flow.source})
    said = [f"{one.source} → {one.target}: {one.what}" for one in architecture.flows]
    if twice := _twice(said):
        raise NotAllowed("architecture_flows", f"Deze stroom staat er twee keer: {twice[0]}.")


def _flow_refused(number: int, what: str, choices: Iterable[str]) -> NotAllowed:
    return NotAllowed("architecture_flows", f"Stroom {number}: {what}. Kies uit {listing(sorted(choices), 'of')}.")


def _twice(names: Iterable[str]) -> list[str]:
    known = list(names)
    counted = Counter(name.casefold() for name in known)
    return list(dict.fromkeys(name for name in known if counted[name.casefold()] > 1))
