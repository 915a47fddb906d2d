"""`{% load routing %} {{ duty.category_key|topic }} {{ duty.area_code|area }}`: what people call them."""

from __future__ import annotations

from django import template

from zhenglian.routing.names import area_path, category_name

register = template.Library()
register.filter("topic", category_name)
register.filter("area", area_path)
