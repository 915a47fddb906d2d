"""JSON schemas of GeoReport v2's answers, written from the specification.

The official ones (project schema-validation of open311.org) come without a licence, so they are not copied
here; required fields and types are the same, and rules that they leave to the text are added. With a copy of
the project's folder `schema/georeport-v2` named by OPEN311_SCHEMAS, answers are held against those as well.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

OFFICIAL = {
    "services": "services.json",
    "definition": "service-definition.json",
    "requests": "requests.json",
    "request": "requests.json",
}
FOLDER = os.environ.get("OPEN311_SCHEMAS", "")
TEXT = {"type": "string"}
TEXT_OR_NONE = {"type": ["string", "null"]}
NUMBER_OR_NONE = {"type": ["number", "null"]}
ASCII = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
MOMENT_OR_NONE = {"anyOf": [MOMENT, {"type": "null"}]}


def listed(item, **bounds):
    return {"type": "array", "items": item, **bounds}


def thing(required, **others):
    return {"type": "object", "required": list(required), "properties": {**required, **others}}


SERVICE = thing(
    {
        "service_code": ASCII,
        "service_name": TEXT,
        "metadata": {"type": "boolean"},
        "type": {"enum": ["realtime", "batch", "blackbox"]},
    },
    description=TEXT_OR_NONE,
    keywords=TEXT_OR_NONE,
    group=TEXT_OR_NONE,
)
VALUE = thing({"key": TEXT, "name": TEXT})
DATATYPE = {"enum": ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]}
ATTRIBUTE = thing(
    {"variable": {"type": "boolean"}, "code": ASCII, "datatype": DATATYPE, "required": {"type": "boolean"}},
    datatype_description=TEXT_OR_NONE,
    order={"type": ["integer", "null"], "minimum": 1},
    description=TEXT_OR_NONE,
    values=listed(VALUE, minItems=1),
)
REQUEST = thing(
    {
        "service_request_id": ASCII,
        "status": {"enum": ["open", "closed"]},
        "service_code": ASCII,
        "requested_datetime": MOMENT,
    },
    **dict.fromkeys(
        ["status_notes", "service_name", "agency_responsible", "service_notice", "address", "zipcode"],
        TEXT_OR_NONE,
    ),
    address_id=TEXT_OR_NONE,
    description={"type": ["string", "null"], "maxLength": 4000},
    updated_datetime=MOMENT_OR_NONE,
    expected_datetime=MOMENT_OR_NONE,
    lat=NUMBER_OR_NONE,
    long=NUMBER_OR_NONE,
    media_url={"type": ["string", "null"], "format": "uri"},
)
POSTED = {
    **thing({}, service_request_id=ASCII, token=ASCII, service_notice=TEXT_OR_NONE, account_id=TEXT_OR_NONE),
    "oneOf": [{"required": ["service_request_id"]}, {"required": ["token"]}],
}
ENDPOINT = thing(
    {
        "specification": {"const": "http://wiki.open311.org/GeoReport_v2"},
        "url": {"type": "string", "pattern": "[^/]$"},
        "changeset": MOMENT,
        "type": {"enum": ["production", "test"]},
        "formats": {"const": ["text/xml", "application/json"]},
    }
)
UPDATE = thing(
    {
        "update_id": ASCII,
        "service_request_id": ASCII,
        "status": TEXT,
        "updated_datetime": MOMENT,
        "description": {"type": "string", "minLength": 1},
        "media_url": TEXT,
    }
)
SCHEMAS = {
    "discovery": thing(
        {"changeset": MOMENT, "contact": TEXT, "key_service": TEXT, "endpoints": listed(ENDPOINT, minItems=1)}
    ),
    "services": listed(SERVICE),
    "definition": thing({"service_code": ASCII, "attributes": listed(ATTRIBUTE)}),
    "requests": listed(REQUEST),
    "request": listed(REQUEST, minItems=1, maxItems=1),
    "posted": listed(POSTED, minItems=1, maxItems=1),
    "token": listed(thing({"token": ASCII}, service_request_id=ASCII), minItems=1, maxItems=1),
    "updates": listed(UPDATE),
    "pushed": listed(thing({"update_id": ASCII}), minItems=1, maxItems=1),
    "errors": listed(thing({"code": {"type": "integer"}, "description": TEXT}), minItems=1),
}


def faults(name, answer):
    """What the schemas find, in words; [] is right."""
    validators = [Draft202012Validator(SCHEMAS[name], format_checker=FormatChecker())]
    if FOLDER and name in OFFICIAL:
        validators.append(official(OFFICIAL[name]))
    found = [fault for each in validators for fault in each.iter_errors(answer)]
    return [f"{list(fault.absolute_path)}: {fault.message}" for fault in found]


def official(name):
    """The project's files refer to each other by their names."""
    files = {path.name: json.loads(path.read_text()) for path in Path(FOLDER).glob("*.json")}
    known = [(key, DRAFT4.create_resource(schema)) for key, schema in files.items()]
    return Draft4Validator({"$ref": name}, registry=Registry().with_resources(known))
