"""The API keeps what its description says: asked by a program that knows nothing else, on a real server (SPEC XC-9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate
from schemathesis.checks import CHECKS
from schemathesis.core.failures import FailureGroup

from core.testing.site import Site
from tests.conftest import ENGINES
from tests.contract.demonstration import ALL, FOLDERS, PEOPLE
from tests.kernels import Kernels
from tests.servers import Server, makegood

PROMISES = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance",
)  # fmt: skip
EXAMPLES = 2
"""Calls an operation, some as described and some not. The same ones every time."""
ALIKE, FEW = ("files", "{file}", "links", "actions"), 5
"""How addresses end that answer alike for every type of records, and of how many types they are asked."""
BOUNDED = settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.mark.parametrize("name", [one for one in PEOPLE if one != "customer"])
@pytest.mark.req("XC-9", "AR-5")
def test_everybody_who_works_here_gets_a_valid_description_of_what_is_theirs(demonstration: Site, name: str) -> None:
    described = demonstration.page(name, "/api/v1/openapi.json").json()
    validate(described)
    mine = {path.split("/")[3] for path in described["paths"]}

    def readable(env: Any) -> set[str]:
        return {model for model in env.models.infos if env.may("read", model)}

    assert mine == demonstration.acting.run(readable, PEOPLE[name], write=False)


@pytest.mark.req("XC-9", "AR-5")
def test_customers_are_not_told_that_there_is_one(demonstration: Site) -> None:
    assert demonstration.page("customer", "/api/v1/openapi.json").status_code == 404


@pytest.fixture(params=ENGINES)
def server(
    request: pytest.FixtureRequest, kernel_templates: Kernels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    """A server of the demonstration with everything, whose keys may ask as often as they like."""
    monkeypatch.setenv("MAKEGOOD_API_RATE", "1000000")
    config = tmp_path / "addons.toml"
    config.write_text(f"folders = {[str(one) for one in FOLDERS]}\n")
    monkeypatch.setenv("MAKEGOOD_CONFIG", str(config))
    template = kernel_templates.prepared(str(request.param), ALL, demonstration=True, folders=FOLDERS)
    url = kernel_templates.databases.clone(template)
    with Server(url, tmp_path) as running:
        yield running
    kernel_templates.databases.drop(url)


@pytest.mark.req("XC-9")
def test_no_call_fails_and_every_answer_is_as_described(server: Server) -> None:
    made = makegood("api-key", "add", PEOPLE["admin"], "--name", "Tests", url=server.url, folder=server.folder)
    assert made.returncode == 0, made.stderr
    headers = {"authorization": f"Bearer {made.stdout.strip()}"}
    schema = schemathesis.openapi.from_url(f"{server.address}/api/v1/openapi.json", headers=headers)
    checks, statuses, found = CHECKS.get_by_names(list(PROMISES)), Counter[int](), []
    asked = Counter[str]()
    for one in schema.get_all_operations():
        operation = one.ok()
        kind = f"{operation.method} {operation.path.rpartition('/')[2]}"
        asked[kind] += 1
        if kind.endswith(ALIKE) and asked[kind] > FEW:
            continue
        wrong = operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)

        @BOUNDED
        @given(case=st.one_of(operation.as_strategy(), wrong), id_=st.integers(1, 8))
        def keeps_its_promises(case: Any, id_: int) -> None:
            if "id" in case.path_parameters:
                case.path_parameters["id"] = id_
            answer = case.call(headers=headers)
            statuses[answer.status_code] += 1
            case.validate_response(answer, checks=checks)

        try:
            keeps_its_promises()
        except FailureGroup as failures:
            found.append(f"{operation.label}: {failures}")
    assert not found, "\n\n".join(found)
    assert statuses[200] > 50, statuses
    assert 401 not in statuses and 429 not in statuses, statuses
