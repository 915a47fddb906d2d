"""The calls of GeoReport v2 and of mySociety's extension; each answers the tree that `speaks` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from zhenglian.cases.api import Case
from zhenglian.kernel.access import public
from zhenglian.kernel.clock import SYSTEM
from zhenglian.open311 import items
from zhenglian.open311.actions.changesets import changed_at
from zhenglian.open311.actions.keys import spend_key
from zhenglian.open311.actions.receiving import receive_report, receive_update
from zhenglian.open311.definitions import definition_answer, services_answer
from zhenglian.open311.enums import Scope, ServiceType
from zhenglian.open311.openapi import document
from zhenglian.open311.selectors.catalogue import catalogue
from zhenglian.open311.selectors.requests import request_by_id, requests, token_state
from zhenglian.open311.selectors.updates import update_id, updates
from zhenglian.open311.views.speaking import speaks

if TYPE_CHECKING:
    from django.http import HttpRequest

    from zhenglian.open311.models import ApiKey
    from zhenglian.open311.parameters import Asked
    from zhenglian.open311.writing import Answer


@public("what this house offers to other systems, and where")
@speaks("GET")
def discovery(_request: HttpRequest, _asked: Asked) -> Answer:
    return items.discovery_answer(changed_at(catalogue()), is_test=settings.DEMO)


@public("a description of the interface; no data")
@require_safe
def openapi(_request: HttpRequest) -> JsonResponse:
    """Plain JSON: this document is no call of GeoReport."""
    return JsonResponse(document(items.endpoint()), json_dumps_params={"ensure_ascii": False})


@public("the services, as the public form offers them")
@speaks("GET")
def service_list(_request: HttpRequest, asked: Asked) -> Answer:
    key = _reading_key(asked)
    kind = ServiceType.BATCH if key is not None and key.by_token else ServiceType.REALTIME
    return services_answer(catalogue().services, kind)


@public("what a service asks")
@speaks("GET")
def service_definition(_request: HttpRequest, _asked: Asked, code: str) -> Answer:
    return definition_answer(catalogue().by_code(code))


@csrf_exempt
@public("public cases without personal data; a report needs a key")
@speaks("GET", "POST")
def request_list(request: HttpRequest, asked: Asked) -> Answer:
    if request.method == "POST":
        key = spend_key(asked.text("api_key"), Scope.REPORT)
        row = receive_report(asked, key=key)
        return items.posted_answer(row.case, row.token if key.by_token else "")
    reader = _reading_key(asked)
    return _shown(requests(asked, key=reader, now=SYSTEM.now()), reader)


@public("one public case without personal data")
@speaks("GET")
def single_request(_request: HttpRequest, asked: Asked, number: str) -> Answer:
    key = _reading_key(asked)
    return _shown([request_by_id(number, key=key)], key)


@public("whoever has the token sent the report")
@speaks("GET")
def token(_request: HttpRequest, asked: Asked, code: str) -> Answer:
    return items.token_answer(token_state(code, key=_reading_key(asked)))


@csrf_exempt
@public("steps of public cases without personal data; an addition needs a key")
@speaks("GET", "POST")
def update_list(request: HttpRequest, asked: Asked) -> Answer:
    if request.method == "POST":
        row = receive_update(asked, key=spend_key(asked.text("api_key"), Scope.UPDATE))
        return items.pushed_answer(update_id(row.case, row.sequence))
    return items.updates_answer(updates(asked, key=_reading_key(asked), now=SYSTEM.now()))


def _reading_key(asked: Asked) -> ApiKey | None:
    """Reading needs none; a wrong one is refused nevertheless, so that its owner learns of it."""
    said = asked.text("api_key")
    return spend_key(said, None) if said else None


def _shown(cases: list[Case], key: ApiKey | None) -> Answer:
    return items.requests_answer(cases, key=key, offered=catalogue())
