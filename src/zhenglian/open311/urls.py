"""Addresses below /open311/; a client's endpoint may end in a slash. The extension is the format."""

from __future__ import annotations

from django.urls import path, re_path

from zhenglian.open311.views import georeport

app_name = "georeport"
ENDPOINT = r"^v2/+"  # some clients add a slash to one that is there
FORM = r"\.(?P<form>\w+)$"
urlpatterns = [
    path("v2/openapi.json", georeport.openapi, name="openapi"),
    re_path(r"^(?:v2/+)?discovery" + FORM, georeport.discovery, name="discovery"),
    re_path(ENDPOINT + "services" + FORM, georeport.service_list, name="services"),
    re_path(ENDPOINT + r"services/(?P<code>[^/]+)" + FORM, georeport.service_definition, name="definition"),
    re_path(ENDPOINT + "requests" + FORM, georeport.request_list, name="requests"),
    re_path(ENDPOINT + r"requests/(?P<number>[^/]+)" + FORM, georeport.single_request, name="request"),
    re_path(ENDPOINT + r"tokens/(?P<code>[^/]+)" + FORM, georeport.token, name="token"),
    re_path(ENDPOINT + "servicerequestupdates" + FORM, georeport.update_list, name="updates"),
]
