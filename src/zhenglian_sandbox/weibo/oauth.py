"""Authorisation: the consent page, codes for tokens, a token's state and its end."""

from urllib.parse import urlencode

from zhenglian_sandbox.accounts import FIVE_YEARS, WeiboAccount, weibo_account, weibo_accounts
from zhenglian_sandbox.payloads import Json
from zhenglian_sandbox.world import World

from .errors import WeiboRefusal

CODE_SECONDS = 300
REVOKED, REPLACED = 21319, 21316


def consent_candidates(world: World, given: dict[str, str]) -> list[WeiboAccount]:
    """The users who could authorise this application. 21324 or 21322 when the request is wrong."""
    app = [one for one in weibo_accounts(world) if one.app_key == given.get("client_id")]
    if not app:
        raise WeiboRefusal(21324)
    if given.get("response_type", "code") != "code":
        raise WeiboRefusal(21329)
    wanted = given.get("redirect_uri", "")
    allowed = [one for one in app if one.redirect_uri in ("", wanted)]
    if not wanted or not allowed:
        raise WeiboRefusal(21322)
    return allowed


def grant_code(world: World, given: dict[str, str]) -> str:
    """The address to go to after consent, with the code, or with the error after a refusal."""
    state = {"state": given["state"]} if given.get("state") else {}
    chosen = {one.uid for one in consent_candidates(world, given)}
    redirect = given["redirect_uri"]
    join = "&" if "?" in redirect else "?"
    if given.get("decision") != "allow" or given.get("uid") not in chosen:
        refusal = WeiboRefusal(21330)
        answer = {"error": refusal.message, "error_code": str(refusal.code), **state}
        return f"{redirect}{join}{urlencode(answer)}"
    code = world.letters(32)
    world.store.insert(
        "weibo_codes",
        value=code,
        uid=given["uid"],
        redirect_uri=redirect,
        expires_at=world.clock.now() + CODE_SECONDS,
    )
    return f"{redirect}{join}{urlencode({'code': code, **state})}"


def exchange_code(world: World, given: dict[str, str]) -> Json:
    """oauth2/access_token: a code is good once; the token before it is replaced."""
    if given.get("grant_type") != "authorization_code":
        raise WeiboRefusal(21328)
    code = world.store.one("SELECT * FROM weibo_codes WHERE value = ?", given.get("code", ""))
    account = weibo_account(world, code["uid"]) if code else None
    if account is None:
        account = next((one for one in weibo_accounts(world) if one.app_key == given.get("client_id")), None)
    keys = (given.get("client_id"), given.get("client_secret"))
    if account is None or keys != (account.app_key, account.app_secret):
        raise WeiboRefusal(21324)
    if code is None or code["used"] or code["expires_at"] <= world.clock.now():
        raise WeiboRefusal(21325)
    if code["redirect_uri"] != given.get("redirect_uri"):
        raise WeiboRefusal(21322)
    world.store.run("UPDATE weibo_codes SET used = 1 WHERE value = ?", code["value"])
    return _new_token(world, account)


def token_info(world: World, value: str) -> Json:
    """get_token_info: `expire_in` and `create_at`, negative when already expired."""
    row = world.store.one("SELECT * FROM weibo_tokens WHERE value = ?", value)
    if row is None:
        raise WeiboRefusal(21332)
    if row["ended_by"]:
        raise WeiboRefusal(row["ended_by"])
    account = weibo_account(world, row["uid"])
    return {
        "uid": int(row["uid"]),
        "appkey": account.app_key if account else "",
        "scope": None,
        "create_at": int(row["issued_at"]),
        "expire_in": int(row["expires_at"] - world.clock.now()),
    }


def revoke_token(world: World, value: str) -> Json:
    checked_token(world, value)
    world.store.run("UPDATE weibo_tokens SET ended_by = ? WHERE value = ?", REVOKED, value)
    return {"result": "true"}


def expire_token(world: World, value: str) -> None:
    """A fault: the token's life ends at this moment."""
    world.store.run("UPDATE weibo_tokens SET expires_at = ? WHERE value = ?", world.clock.now(), value)


def checked_token(world: World, value: str) -> WeiboAccount:
    """The account behind a good token; 10006 missing, 21332 unknown, 21327 expired, else ended."""
    if not value:
        raise WeiboRefusal(10006)
    row = world.store.one("SELECT * FROM weibo_tokens WHERE value = ?", value)
    if row is None:
        raise WeiboRefusal(21332)
    if row["ended_by"]:
        raise WeiboRefusal(row["ended_by"])
    if row["expires_at"] <= world.clock.now():
        raise WeiboRefusal(21327)
    account = weibo_account(world, row["uid"])
    if account is None:
        raise WeiboRefusal(20003)
    return account


def _new_token(world: World, account: WeiboAccount) -> Json:
    now = world.clock.now()
    world.store.run(
        "UPDATE weibo_tokens SET ended_by = ? WHERE uid = ? AND ended_by = 0", REPLACED, account.uid
    )
    value = f"2.00{world.letters(28)}"
    world.store.insert(
        "weibo_tokens",
        value=value,
        uid=account.uid,
        issued_at=now,
        expires_at=now + FIVE_YEARS,
    )
    seconds = str(int(FIVE_YEARS))
    return {
        "access_token": value,
        "expires_in": seconds,
        "remind_in": seconds,
        "uid": account.uid,
        "isRealName": "true",
    }
