"""What must hold for the goals-efforts network: codes, links, lineage (programme.md 3.2, 3.8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from roer.core.programme import network_acts
from roer.core.programme.decisions import ApproveLineage
from roer.core.programme.elements import BodyKind, Code, Element, Link, LinkKind, Result
from roer.core.programme.labels import TYPES, label
from roer.core.programme.network_state import ElementRecord, Network
from roer.core.programme.question import Question
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.values.dutch import listing

DIRECTIONS: Mapping[LinkKind, frozenset[tuple[str, str]]] = {
    LinkKind.CONTRIBUTES: frozenset({("effort", "result"), ("result", "goal"), ("effort", "goal")}),
    LinkKind.PRECONDITION: frozenset({("effort", "result"), ("result", "goal"), ("effort", "goal")}),
    LinkKind.DEPENDS_ON: frozenset({("goal", "goal"), ("result", "result"), ("effort", "effort")}),
}
"""Which type may point at which, per kind of link."""

Addition = network_acts.AddGoal | network_acts.AddResult | network_acts.AddEffort
DECIDED = frozenset({"goal", "result"})
"""Types that only the steering group splits, merges or removes (programme.md 3.9)."""


def element_is_new(question: Question, act: Addition) -> None:
    """A new element has a code that was never used."""
    match act:
        case network_acts.AddGoal():
            _check_new(question, act.goal)
        case network_acts.AddResult():
            _check_new(question, act.result)
        case network_acts.AddEffort():
            _check_new(question, act.effort)


def change_fits(question: Question, act: network_acts.ChangeElement) -> None:
    """A change names the last version, keeps the type and changes something."""
    record = question.open_element(act.element.code)
    _check_expected(record, act.expects)
    if record.element.type != act.element.type:
        reason = f"{act.element.code} is een {TYPES[record.element.type]} en blijft dat."
        raise NotAllowed("type_stays", reason)
    if record.element == act.element:
        raise NotAllowed("no_change", f"Er is niets veranderd aan {act.element.code}.")
    _check_words(question, act.element, leaving=())


def link_is_new(question: Question, act: network_acts.LinkElements) -> None:
    """A link joins two open elements in an allowed direction, once, and closes no circle."""
    _check_direction(act.link, _open_types(question, act.link))
    if (act.link.source, act.link.target) in question.programme.network.links:
        reason = f"Er is al een relatie van {act.link.source} naar {act.link.target}. Wijzig die."
        raise NotAllowed("already_there", reason)
    _check_acyclic([*_links(question), act.link])


def link_change_fits(question: Question, act: network_acts.ChangeLink) -> None:
    """A change of a link names its last version."""
    _check_link_expected(question, act.link.source, act.link.target, act.expects)
    _check_direction(act.link, _open_types(question, act.link))
    others = [link for link in _links(question) if (link.source, link.target) != (act.link.source, act.link.target)]
    _check_acyclic([*others, act.link])


def link_can_go(question: Question, act: network_acts.UnlinkElements) -> None:
    """Taking away a link names its last version."""
    _check_link_expected(question, act.source, act.target, act.expects)


def split_fits(question: Question, act: network_acts.SplitElement) -> None:
    """One open element goes into two or more new ones of its type; every link is named anew."""
    record = question.open_element(act.predecessor)
    _check_expected(record, act.expects)
    _check_approved(question, [record], act.decision)
    _check_successors(question, act.successors, [record], act.links)


def merger_fits(question: Question, act: network_acts.MergeElements) -> None:
    """Two or more different open elements of one type go into one new one; every link is named anew."""
    if len(set(act.predecessors)) < len(act.predecessors) or len(act.expects) != len(act.predecessors):
        reason = "Noem elk element dat u samenvoegt één keer, met de versie die u heeft gezien."
        raise NotAllowed("predecessors", reason)
    records = [question.open_element(code) for code in act.predecessors]
    for record, expected in zip(records, act.expects, strict=True):
        _check_expected(record, expected)
    _check_approved(question, records, act.decision)
    _check_successors(question, [act.successor], records, act.links)


def removal_fits(question: Question, act: network_acts.RemoveElement) -> None:
    """Closing without successor names the last version and, for goals and results, the decision."""
    record = question.open_element(act.code)
    _check_expected(record, act.expects)
    _check_approved(question, [record], act.decision)


def restoration_fits(question: Question, act: network_acts.RestoreElement) -> None:
    """A closed element opens again when nothing that came of it, or that it came of, is open.

    Goals and results want the decision as well.
    """
    network = question.programme.network
    record = question.known_element(act.code)
    _check_expected(record, act.expects)
    if record.closed is None:
        raise NotAllowed("not_closed", f"{act.code} is niet gesloten.")
    if living := sorted(_open_descendants(network, act.code)):
        reason = f"{act.code} leeft voort in {listing(living)}. Sluit dat eerst; anders telt hetzelfde twee keer."
        raise NotAllowed("lives_on", reason)
    if living := sorted(_open_ancestors(network, act.code)):
        reason = (
            f"{act.code} kwam voort uit {listing(living)}, en dat is weer open. Sluit dat eerst, of werk daar verder."
        )
        raise NotAllowed("lives_on", reason)
    _check_approved(question, [record], act.decision)
    _check_words(question, record.element, leaving=())
    _check_fresh_links(question, {act.code: record.element.type}, frozenset(), act.links)


def _open_descendants(network: Network, code: Code) -> set[Code]:
    """The open elements that came of this one, directly or through others."""
    found: set[Code] = set()
    waiting = [code]
    while waiting:
        here = network.elements[waiting.pop()]
        for other in here.closed.successors if here.closed else ():
            (found.add if network.is_open(other) else waiting.append)(other)
    return found


def _open_ancestors(network: Network, code: Code) -> set[Code]:
    """The open elements that this one came of, directly or through others."""
    found: set[Code] = set()
    waiting = [code]
    while waiting:
        for other in network.predecessors_of(waiting.pop()):
            (found.add if network.is_open(other) else waiting.append)(other)
    return found


def _check_new(question: Question, element: Element, leaving: Collection[Code] = ()) -> None:
    if element.code in question.programme.network.elements:
        raise NotAllowed("code_used", f"Code {element.code} is al eens gebruikt. Kies een nieuwe code.")
    _check_words(question, element, leaving=leaving)


def _check_words(question: Question, element: Element, *, leaving: Collection[Code]) -> None:
    if unknown := [code for code in element.policy_fields if code not in question.programme.policy_fields]:
        raise NotAllowed("unknown_policy_field", f"{listing(unknown)} is geen beleidsterrein van het programma.")
    if not isinstance(element, Result):
        return
    question.known_municipalities(element.municipalities)
    for other in question.programme.network.results:
        shared = element.product is not None and other.product == element.product
        if shared and other.code != element.code and other.code not in leaving:
            reason = f"Product {element.product} hoort al bij resultaat {other.code}. Kies een ander product."
            raise NotAllowed("product_taken", reason)
    if element.client is not None and BodyKind.SOUNDING_BOARD in question.kinds_of(element.client):
        reason = "Een lid van de klankbordgroep kan geen klant zijn: de klankbordgroep beslist niet."
        raise NotAllowed("sounding_board_never_decides", reason)


def _check_expected(record: ElementRecord, expected: int) -> None:
    if record.seq != expected:
        raise Conflict(record.element.code, record.stamp)


def _check_link_expected(question: Question, source: Code, target: Code, expected: int) -> None:
    record = question.programme.network.links.get((source, target))
    if record is None:
        raise NotAllowed("unknown_link", f"Er is geen relatie (meer) van {source} naar {target}.")
    if record.seq != expected:
        raise Conflict(f"de relatie van {source} naar {target}", record.stamp)


def _links(question: Question) -> list[Link]:
    return [record.link for record in question.programme.network.links.values()]


def _open_types(question: Question, link: Link) -> tuple[str, str]:
    return question.open_element(link.source).element.type, question.open_element(link.target).element.type


def _check_direction(link: Link, types: tuple[str, str]) -> None:
    if types not in DIRECTIONS[link.kind]:
        source, target = TYPES[types[0]], TYPES[types[1]]
        reason = (
            f"{link.source} ({source}) {label(link.kind)} {link.target} ({target}) kan niet. Een inspanning draagt bij "
            "aan een resultaat, een resultaat aan een doel; ‘hangt af van’ verbindt twee van dezelfde soort."
        )
        raise NotAllowed("link_direction", reason)
    if types == ("effort", "goal") and not link.rationale:
        reason = "Een inspanning die direct aan een doel bijdraagt is een uitzondering: schrijf op waarom."
        raise NotAllowed("link_rationale", reason)


def _check_acyclic(links: Iterable[Link]) -> None:
    targets: dict[Code, set[Code]] = {}
    for link in links:
        targets.setdefault(link.source, set()).add(link.target)
    try:
        TopologicalSorter(targets).prepare()
    except CycleError as circle:
        codes = sorted(set(circle.args[1]))
        reason = f"Deze relatie maakt een kring: {listing(codes)} hangen dan van zichzelf af."
        raise NotAllowed("circle", reason) from circle


def _check_approved(question: Question, records: list[ElementRecord], decision: Code | None) -> None:
    codes = [record.element.code for record in records]
    if decision is None and not any(record.element.type in DECIDED for record in records):
        return
    if decision is None:
        reason = (
            f"Over {listing(codes)} beslist de stuurgroep. Leg eerst het besluit vast waarin zij instemt "
            "met splitsen, samenvoegen, verwijderen of herstellen."
        )
        raise NotAllowed("lineage_decision", reason)
    record = question.programme.decisions.get(decision)
    if record is None or not record.has_effect_on(question.today):
        raise NotAllowed("lineage_decision", f"Besluit {decision} is er niet of geldt niet.")
    approved = {
        code for effect in record.decision.effects if isinstance(effect, ApproveLineage) for code in effect.elements
    }
    if absent := [code for code in codes if code not in approved]:
        raise NotAllowed("lineage_decision", f"Besluit {decision} gaat niet over {listing(absent)}.")
    if used := [item.element.code for item in records if record.seq < _last_turn(item)]:
        reason = f"Met besluit {decision} is {listing(used)} al eerder gesloten of hersteld. Vraag een nieuw besluit."
        raise NotAllowed("lineage_decision", reason)


def _last_turn(record: ElementRecord) -> int:
    """The entry that last closed or reopened the element; 0 when it was never closed."""
    return max((turn.seq for turn in (record.closed, record.restored) if turn is not None), default=0)


def _check_successors(
    question: Question, successors: Collection[Element], leaving: list[ElementRecord], links: tuple[Link, ...]
) -> None:
    gone = {record.element.code for record in leaving}
    fresh = {element.code: element.type for element in successors}
    if len(fresh) < len(successors):
        raise NotAllowed("code_used", "Geef elk nieuw element een eigen code.")
    products = [element.product for element in successors if isinstance(element, Result) and element.product]
    if len(set(products)) < len(products):
        raise NotAllowed("product_taken", "Twee nieuwe resultaten noemen hetzelfde product. Kies er één.")
    if {element.type for element in successors} != {record.element.type for record in leaving}:
        raise NotAllowed("type_stays", "Splitsen en samenvoegen kan alleen binnen dezelfde soort.")
    for element in successors:
        _check_new(question, element, leaving=gone)
    _check_fresh_links(question, fresh, gone, links)


def _check_fresh_links(
    question: Question, fresh: Mapping[Code, str], gone: Collection[Code], links: tuple[Link, ...]
) -> None:
    """The links of elements that open (`fresh`, with their types) while others close (`gone`)."""
    pairs = [(link.source, link.target) for link in links]
    if len(set(pairs)) < len(pairs):
        raise NotAllowed("already_there", "Een relatie staat er twee keer bij.")
    for link in links:
        if not {link.source, link.target} & fresh.keys():
            reason = f"De relatie van {link.source} naar {link.target} gaat niet over een nieuw element."
            raise NotAllowed("foreign_link", reason)
        if {link.source, link.target} & set(gone):
            reason = f"De relatie van {link.source} naar {link.target} noemt een element dat nu sluit."
            raise NotAllowed("closed_element", reason)
        types = [fresh.get(code) or question.open_element(code).element.type for code in (link.source, link.target)]
        _check_direction(link, (types[0], types[1]))
    staying = [link for link in _links(question) if not {link.source, link.target} & set(gone)]
    _check_acyclic([*staying, *links])
