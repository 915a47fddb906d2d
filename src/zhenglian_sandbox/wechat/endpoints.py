"""Every path below /cgi-bin that takes an access token: method, permission, who handles it."""

from dataclasses import dataclass

from . import callbacks, drafts, mass, materials, menu, messages, publishing, quotas, users
from .call import Handler


@dataclass(frozen=True)
class Endpoint:
    """`body` is none, json or multipart; `permission` is any, verified or service (section 7)."""

    method: str
    body: str
    permission: str
    handler: Handler


def _read(handler: Handler, permission: str = "any") -> Endpoint:
    return Endpoint("GET", "none", permission, handler)


def _write(handler: Handler, permission: str = "any") -> Endpoint:
    return Endpoint("POST", "json", permission, handler)


def _upload(handler: Handler) -> Endpoint:
    return Endpoint("POST", "multipart", "any", handler)


ENDPOINTS: dict[str, Endpoint] = {
    "media/uploadimg": _upload(materials.upload_inline_image),
    "media/upload": _upload(materials.upload_temporary),
    "media/get": _read(materials.get_temporary),
    "material/add_material": _upload(materials.add_material),
    "material/get_material": _write(materials.get_material),
    "material/get_materialcount": _read(materials.count_materials),
    "material/batchget_material": _write(materials.list_materials),
    "material/del_material": _write(materials.delete_material),
    "draft/add": _write(drafts.add_draft, "verified"),
    "draft/update": _write(drafts.update_draft, "verified"),
    "draft/get": _write(drafts.get_draft, "verified"),
    "draft/delete": _write(drafts.delete_draft, "verified"),
    "draft/count": _read(drafts.count_drafts, "verified"),
    "draft/batchget": _write(drafts.list_drafts, "verified"),
    "draft/switch": Endpoint("POST", "none", "verified", drafts.read_switch),
    "freepublish/submit": _write(publishing.submit_publication, "verified"),
    "freepublish/get": _write(publishing.get_publication, "verified"),
    "freepublish/batchget": _write(publishing.list_publications, "verified"),
    "freepublish/getarticle": _write(publishing.get_published_article, "verified"),
    "freepublish/delete": _write(publishing.delete_published_article, "verified"),
    "message/mass/sendall": _write(mass.send_to_all, "verified"),
    "message/mass/send": _write(mass.send_to_list, "service"),
    "message/mass/preview": _write(mass.send_preview, "verified"),
    "message/mass/get": _write(mass.get_mass_state, "verified"),
    "message/mass/delete": _write(mass.delete_mass_message, "verified"),
    "message/mass/speed/get": Endpoint("POST", "none", "verified", mass.get_speed),
    "message/mass/speed/set": _write(mass.set_speed, "verified"),
    "message/custom/send": _write(messages.send_message, "verified"),
    "message/custom/typing": _write(messages.show_typing, "verified"),
    "menu/create": _write(menu.create_menu, "verified"),
    "menu/get": _read(menu.get_menu, "verified"),
    "menu/delete": _read(menu.delete_menu, "verified"),
    "get_current_selfmenu_info": _read(menu.get_shown_menu, "verified"),
    "getcallbackip": _read(callbacks.list_callback_addresses),
    "get_api_domain_ip": _read(callbacks.list_api_addresses),
    "callback/check": _write(callbacks.check_callback),
    "openapi/quota/get": _write(quotas.get_quota),
    "clear_quota": _write(quotas.clear_quota),
    "user/get": _read(users.list_followers, "verified"),
    "user/info": _read(users.get_follower, "verified"),
}

# Every path below /customservice, which stands beside /cgi-bin.
SERVICE_ENDPOINTS: dict[str, Endpoint] = {
    "msgrecord/getmsglist": _write(messages.list_records, "verified"),
}
