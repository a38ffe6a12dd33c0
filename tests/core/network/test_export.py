"""The network as plain values for other programs."""

from __future__ import annotations

import json

from roer.core.network.export import as_plain


def test_every_open_element_link_and_descent_is_there(hlt):
    told, network = as_plain(hlt.network), hlt.network
    assert [element["code"] for element in told["elements"]] == [r.element.code for r in network.open_elements()]
    assert [(link["source"], link["target"]) for link in told["links"]] == sorted(network.links)
    assert [line["op"] for line in told["lineage"]] == [line.op for line in network.lineage]


def test_what_is_told_survives_json_as_it_is(hlt):
    told = as_plain(hlt.network)
    assert json.loads(json.dumps(told)) == told


def test_every_element_and_link_says_where_it_comes_from(hlt):
    told = as_plain(hlt.network)
    assert all(thing["origin"] for thing in (*told["elements"], *told["links"]))


def test_a_closed_element_is_told_by_what_became_of_it_only(growth):
    growth.results("R1")
    growth.split("R1", "R2", "R3")
    told = as_plain(growth.network)
    assert [element["code"] for element in told["elements"]] == ["R2", "R3"]
    assert (told["lineage"][0]["predecessors"], told["lineage"][0]["successors"]) == (["R1"], ["R2", "R3"])
    assert told["lineage"][0]["decision"] == "B-2021-01"
