"""The JSON side of the interface as an OpenAPI 3.1 document, for programs that generate their own client."""

from __future__ import annotations

from typing import Any

from zhenglian.open311.enums import Datatype, ServiceType, Status, UpdateStatus

Schema = dict[str, Any]  # Any: JSON Schema 2020-12
TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
MOMENT: Schema = {"type": "string", "format": "date-time"}
DEGREES: Schema = {"type": ["number", "null"]}
KEY = "api_key"
TEXTS = (
    "service_name", "status_notes", "description", "title", "agency_responsible", "service_notice", "address",
    "address_id", "zipcode", "media_url", "updated_datetime", "expected_datetime",
)  # fmt: skip


def _object(required: dict[str, Schema], **others: Schema) -> Schema:
    return {"type": "object", "required": list(required), "properties": {**required, **others}}


def _list(item: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{item}"}}


SCHEMAS: dict[str, Schema] = {
    "Service": _object(
        {
            "service_code": TEXT,
            "service_name": TEXT,
            "metadata": {"type": "boolean"},
            "type": {"enum": [each.value for each in ServiceType]},
        },
        description=TEXT,
        keywords=TEXT,
        group=TEXT,
    ),
    "Attribute": _object(
        {
            "variable": {"type": "boolean"},
            "code": TEXT,
            "datatype": {"enum": [each.value for each in Datatype]},
            "required": {"type": "boolean"},
            "order": {"type": "integer", "minimum": 1},
        },
        description=TEXT,
        datatype_description=TEXT,
        automated=TEXT,
        values={"type": "array", "items": _object({"key": TEXT, "name": TEXT})},
    ),
    "Definition": _object({"service_code": TEXT, "attributes": _list("Attribute")}),
    "Request": _object(
        {
            "service_request_id": TEXT,
            "status": {"enum": [each.value for each in Status]},
            "service_code": TEXT,
            "requested_datetime": MOMENT,
        },
        **dict.fromkeys(TEXTS, MAYBE),
        lat=DEGREES,
        long=DEGREES,
    ),
    "Posted": _object({}, service_request_id=TEXT, token=TEXT, service_notice=MAYBE, account_id=MAYBE),
    "Update": _object(
        {
            "update_id": TEXT,
            "service_request_id": TEXT,
            "status": {"enum": [each.value for each in UpdateStatus]},
            "updated_datetime": MOMENT,
            "description": TEXT,
        },
        media_url=TEXT,
    ),
    "Pushed": _object({"update_id": TEXT}),
    "Error": _object({"code": {"type": "integer"}, "description": TEXT}),
}
FILTERS = (
    "service_request_id", "service_code", "status", "start_date", "end_date", "page", "page_size",
    "updated_after", "updated_before",
)  # fmt: skip
REPORT = (
    "service_code", "description", "lat", "long", "address_string", "address_id", "media_url", "first_name",
    "last_name", "phone", "email",
)  # fmt: skip
UPDATE = ("service_request_id", "update_id", "updated_datetime", "status", "description", "media_url")


def document(address: str) -> Schema:
    """`address`: of the endpoint, without a slash at its end."""
    one = {"$ref": "#/components/schemas/Definition"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Open311 GeoReport v2", "version": "2.0"},
        "servers": [{"url": address}],
        "paths": {
            "/services.json": {"get": _read(_list("Service"))},
            "/services/{code}.json": {"get": _read(one, path="code")},
            "/requests.json": {
                "get": _read(_list("Request"), *FILTERS),
                "post": _write(_list("Posted"), REPORT, needed=("service_code", "description", KEY)),
            },
            "/requests/{id}.json": {"get": _read(_list("Request"), path="id")},
            "/tokens/{token}.json": {"get": _read(_list("Posted"), path="token")},
            "/servicerequestupdates.json": {
                "get": _read(_list("Update"), "start_date", "end_date"),
                "post": _write(_list("Pushed"), UPDATE, needed=(*UPDATE[:-1], KEY)),
            },
        },
        "components": {"schemas": SCHEMAS},
    }


def _read(answer: Schema, *filters: str, path: str = "") -> Schema:
    names = ("jurisdiction_id", KEY, *filters)
    parameters: list[Schema] = [{"name": name, "in": "query", "schema": TEXT} for name in names]
    if path:
        parameters.append({"name": path, "in": "path", "required": True, "schema": TEXT})
    return {"parameters": parameters, "responses": _responses(answer)}


def _write(answer: Schema, names: tuple[str, ...], *, needed: tuple[str, ...]) -> Schema:
    form = {
        "type": "object",
        "required": list(needed),
        "properties": dict.fromkeys((*names, KEY, "jurisdiction_id"), TEXT),
    }
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data")
    content = {kind: {"schema": form} for kind in kinds}
    return {"requestBody": {"required": True, "content": content}, "responses": _responses(answer)}


def _responses(answer: Schema) -> Schema:
    def told(words: str, schema: Schema) -> Schema:
        return {"description": words, "content": {"application/json": {"schema": schema}}}

    return {"200": told("OK", answer), "default": told("Refusal", _list("Error"))}
