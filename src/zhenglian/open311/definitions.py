"""Services as GeoReport describes them, the attributes of each, the check of what was given. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhenglian.open311 import errors
from zhenglian.open311.enums import Datatype
from zhenglian.open311.writing import Answer, Many, Tree

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OWN_ID = "fixmystreet_id"  # FixMyStreet fills it by itself with the id of its report
PUBLISH = "publish"
TITLE = "title"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Attribute:
    """`automated`: mySociety's word for fields that the sending server fills in."""

    code: str
    description: StrOrPromise
    datatype: Datatype = Datatype.STRING
    required: bool = False
    datatype_description: StrOrPromise = ""
    values: tuple[tuple[str, StrOrPromise], ...] = ()
    automated: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """`code` in ASCII letters, digits, `_`, `-`. `category_key` "": the words decide."""

    code: str
    name: str
    description: str
    class_key: str
    group: str = ""
    keywords: str = ""
    category_key: str = ""


ATTRIBUTES = (
    Attribute(
        OWN_ID,
        _("Number of the report in your own system: sent again with it, a report is stored once."),
        automated="server_set",
    ),
    Attribute(TITLE, _("The matter in one line")),
    Attribute(
        PUBLISH,
        _("May the report be shown to the public, without personal data, after a person has read it?"),
        Datatype.ONE,
        values=((YES, pgettext_lazy("choice", "yes")), (NO, pgettext_lazy("choice", "no"))),
    ),
)


def service_item(service: Service, kind: str) -> Tree:
    return {
        "service_code": service.code,
        "service_name": service.name,
        "description": service.description,
        "metadata": True,
        "type": kind,
        "keywords": service.keywords,
        "group": service.group,
    }


def services_answer(services: Sequence[Service], kind: str) -> Answer:
    return Answer("services", Many("service", tuple(service_item(each, kind) for each in services)))


def definition_answer(service: Service, attributes: Sequence[Attribute] = ATTRIBUTES) -> Answer:
    """An object, not a list (open311.md 3.2)."""
    rows = tuple(_attribute(each, order) for order, each in enumerate(attributes, 1))
    return Answer("service_definition", {"service_code": service.code, "attributes": Many("attribute", rows)})


def _attribute(attribute: Attribute, order: int) -> Tree:
    row: dict[str, Tree] = {
        "variable": True,
        "code": attribute.code,
        "datatype": attribute.datatype.value,
        "required": attribute.required,
        "datatype_description": str(attribute.datatype_description),
        "order": order,
        "description": str(attribute.description),
    }
    if attribute.values:
        named = tuple({"key": key, "name": str(name)} for key, name in attribute.values)
        row["values"] = Many("value", named)
    if attribute.automated:
        row["automated"] = attribute.automated
    return row


def check_attributes(
    given: Mapping[str, Sequence[str]], attributes: Sequence[Attribute] = ATTRIBUTES
) -> None:
    """Raises AttributeMissing, ParameterInvalid. Attributes that we do not know are the caller's matter."""
    for each in attributes:
        values = given.get(each.code, ())
        if each.required and not values:
            raise errors.AttributeMissing(each.code)
        name = f"attribute[{each.code}]"
        if each.datatype is not Datatype.SEVERAL and len(set(values)) > 1:
            raise errors.ParameterInvalid(name, _("only one value."))
        keys = {key for key, _name in each.values}
        if keys and not keys.issuperset(values):
            raise errors.ParameterInvalid(name, _("only the keys that the definition lists."))
