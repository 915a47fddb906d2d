"""Publishing menus over a scripted network: every outcome, and that an unknown one is settled by looking."""

import httpx2
import pytest

from tests.channels.platforms import Script, ScriptedWire
from tests.factories.autoreplies import MENU, later
from tests.factories.people import UnitFactory
from tests.factories.reviews import somebody
from zhenglian.audit.models import Entry
from zhenglian.autoreplies import errors
from zhenglian.autoreplies.actions.menu_publishing import (
    compare_all,
    compare_menu,
    publish_menu,
    resend_menu,
    settle_open_menus,
)
from zhenglian.autoreplies.actions.menus import (
    drop_menu_draft,
    move_button,
    put_button,
    put_buttons,
    remove_button,
    restore_menu,
    take_over_menu,
)
from zhenglian.autoreplies.enums import VersionState
from zhenglian.autoreplies.models import Menu
from zhenglian.autoreplies.selectors import live_menu, open_menu, sighting_of
from zhenglian.autoreplies.wording import failure_sentence
from zhenglian.channels import talk
from zhenglian.people.enums import Role

pytestmark = pytest.mark.usefixtures("in_english")

OK = {"errcode": 0, "errmsg": "ok"}
NONE = {"is_menu_open": 0}
OTHER = [{"name": "旧版", "type": "click", "key": "OLD"}]
TIMEOUT = httpx2.ReadTimeout("no answer")


def showing(menu):
    return {"is_menu_open": 1, "selfmenu_info": {"button": menu}}


def over(create=(OK,), shown=None):
    script = Script(create=list(create), get_current_selfmenu_info=list(shown or [showing(MENU)]))
    return script, talk.Http(wire=ScriptedWire(script))


def drafted(account, officer, clock, menu=MENU):
    return put_buttons(account, menu, actor=officer, clock=clock)


def published(account, officer, clock, *, menu=MENU, note="", **lines):
    script, http = over(**{"shown": (showing(menu),), **lines})
    draft = drafted(account, officer, clock, menu)
    return script, publish_menu(account, seen=draft.edit, note=note, actor=officer, http=http, clock=clock)


def acts():
    return list(Entry.objects.order_by("sequence").values_list("act", flat=True))


def test_published_menu_reaches_the_platform_as_it_stands(wechat, officer, clock):
    script, menu = published(wechat, officer, clock)

    assert script.bodies("create") == [{"button": MENU}]
    assert (menu.state, menu.published_by) == (VersionState.LIVE, officer)
    assert sighting_of(wechat).buttons == MENU
    assert acts() == ["autoreplies.publish_menu", "autoreplies.menu_live"]


def test_next_version_replaces_the_live_one_which_is_kept(wechat, officer, clock):
    published(wechat, officer, clock)

    _, menu = published(wechat, officer, later(clock, hours=1), menu=OTHER)

    old = Menu.objects.get(number=1)
    assert (menu.number, live_menu(wechat).pk) == (2, menu.pk)
    assert (old.state, old.retired_at) == (VersionState.OLD, clock.now())


def test_weibo_menu_goes_to_its_fan_service(weibo, officer, clock):
    script = Script(create=[{"result": True}], show=[{"menu": {"button": MENU}}])
    draft = drafted(weibo, officer, clock)

    menu = publish_menu(
        weibo, seen=draft.edit, actor=officer, http=talk.Http(wire=ScriptedWire(script)), clock=clock
    )

    assert menu.is_live
    assert script.names() == ["create", "show"]


def test_account_without_permission_is_told_so_and_keeps_its_draft(wechat, officer, clock):
    _, menu = published(wechat, officer, clock, create=[{"errcode": 48001, "errmsg": "api unauthorized"}])

    assert menu.is_draft
    assert "not verified" in failure_sentence(menu.failure)
    assert "48001" in failure_sentence(menu.failure)
    assert acts()[-1] == "autoreplies.menu_failed"


def test_refusal_is_told_in_the_words_of_the_platform(wechat, officer, clock):
    _, menu = published(
        wechat, officer, clock, create=[{"errcode": 40018, "errmsg": "invalid button name size"}]
    )

    assert menu.is_draft
    assert "invalid button name size" in failure_sentence(menu.failure)


def test_draft_that_failed_can_be_mended_and_published(wechat, officer, clock):
    _, menu = published(wechat, officer, clock, create=[{"errcode": 40018, "errmsg": "name"}])
    _, http = over()

    menu = publish_menu(wechat, seen=menu.edit, actor=officer, http=http, clock=clock)

    assert menu.is_live
    assert menu.failure == {}


def test_lost_answer_leaves_the_outcome_unknown_and_nothing_can_be_changed(wechat, officer, clock):
    _, menu = published(wechat, officer, clock, create=[TIMEOUT])

    assert menu.state == VersionState.UNKNOWN
    with pytest.raises(errors.MenuUnsettled):
        put_button(wechat, (1,), MENU[1], seen=menu.edit, actor=officer, clock=clock)
    with pytest.raises(errors.MenuUnsettled):
        put_buttons(wechat, OTHER, actor=officer, clock=clock)
    with pytest.raises(errors.MenuUnsettled):
        publish_menu(wechat, seen=menu.edit, actor=officer, clock=clock)


def test_menu_that_arrived_all_the_same_is_found_there(wechat, officer, clock):
    published(wechat, officer, clock, create=[TIMEOUT])
    _, http = over(shown=[showing(MENU)])

    settled = settle_open_menus(http=http, clock=later(clock, minutes=1))

    assert settled == 1
    assert live_menu(wechat).shape == MENU


def test_menu_that_never_arrived_is_a_draft_again(wechat, officer, clock):
    published(wechat, officer, clock, menu=OTHER)
    published(wechat, officer, clock, create=[TIMEOUT])
    _, http = over(shown=[showing(OTHER)])

    settle_open_menus(http=http, clock=later(clock, minutes=1))

    assert open_menu(wechat).is_draft
    assert "did not reach" in failure_sentence(open_menu(wechat).failure)
    assert live_menu(wechat).shape == OTHER


def test_early_look_at_the_old_menu_proves_nothing(wechat, officer, clock):
    published(wechat, officer, clock, create=[TIMEOUT])
    _, http = over(shown=[NONE])

    compare_menu(wechat, http=http, clock=later(clock, seconds=5))

    assert open_menu(wechat).state == VersionState.UNKNOWN
    assert settle_open_menus(http=http, clock=clock) == 0


def test_platform_that_cannot_be_asked_settles_nothing(wechat, officer, clock):
    published(wechat, officer, clock, create=[TIMEOUT])
    _, http = over(shown=[TIMEOUT])

    settle_open_menus(http=http, clock=later(clock, hours=1))

    assert open_menu(wechat).state == VersionState.UNKNOWN
    assert "could not be reached" in failure_sentence(sighting_of(wechat).failure)


def test_crash_between_sending_and_hearing_is_settled_like_a_lost_answer(wechat, officer, clock):
    menu = drafted(wechat, officer, clock)
    Menu.objects.filter(pk=menu.pk).update(state=VersionState.SENDING, sent_at=clock.now())
    _, http = over(shown=[showing(MENU)])

    settle_open_menus(http=http, clock=later(clock, minutes=2))

    assert live_menu(wechat).pk == menu.pk


def test_menu_changed_on_the_platform_is_seen_and_can_be_taken_over(wechat, officer, clock):
    published(wechat, officer, clock)
    _, http = over(shown=[showing(OTHER)])

    assert compare_all(http=http, clock=clock) == 1
    menu = take_over_menu(wechat, actor=officer, clock=clock)

    assert (menu.shape, menu.is_draft) == (OTHER, True)
    assert live_menu(wechat).shape == MENU
    assert acts()[-1] == "autoreplies.take_over_menu"


def test_ours_is_sent_again_over_theirs(wechat, officer, clock):
    published(wechat, officer, clock)
    script, http = over(shown=[showing(MENU)])

    sighting = resend_menu(wechat, actor=officer, http=http, clock=clock)

    assert script.names()[-2:] == ["create", "get_current_selfmenu_info"]
    assert (sighting.buttons, sighting.failure) == (MENU, {})


def test_resending_that_is_refused_says_why(wechat, officer, clock):
    published(wechat, officer, clock)
    _, http = over(create=[{"errcode": 48001, "errmsg": "api unauthorized"}], shown=[showing(OTHER)])

    sighting = resend_menu(wechat, actor=officer, http=http, clock=clock)

    assert "48001" in failure_sentence(sighting.failure)


def test_menu_that_was_never_seen_is_not_taken_over(wechat, officer, clock):
    with pytest.raises(errors.MenuNotSeen):
        take_over_menu(wechat, actor=officer, clock=clock)


def test_menu_that_breaks_limits_never_leaves(wechat, officer, clock):
    script, http = over()
    draft = drafted(wechat, officer, clock, [{"name": "六个汉字的名", "type": "click", "key": "K"}])

    with pytest.raises(errors.MenuNotFit, match="16 bytes"):
        publish_menu(wechat, seen=draft.edit, actor=officer, http=http, clock=clock)

    assert script.calls == []


def test_same_menu_is_not_published_twice(wechat, officer, clock):
    published(wechat, officer, clock)
    draft = move_button(wechat, (1,), 1, actor=officer, clock=clock)

    with pytest.raises(errors.NothingChanged):
        publish_menu(wechat, seen=draft.edit, actor=officer, clock=clock)


def test_buttons_are_put_moved_and_removed_in_the_draft(wechat, officer, clock):
    draft = drafted(wechat, officer, clock)
    draft = put_button(
        wechat,
        (0,),
        {"name": "服务", "type": "click", "key": "X"},
        seen=draft.edit,
        actor=officer,
        clock=clock,
    )
    assert draft.shape[0] == {**MENU[0], "name": "服务"}  # what stands below a button stays
    draft = move_button(wechat, (0, 0), 1, seen=draft.edit, actor=officer, clock=clock)
    assert draft.shape[0]["sub_button"][0]["name"] == "政策问答"
    draft = remove_button(wechat, (0,), seen=draft.edit, actor=officer, clock=clock)
    assert draft.shape == MENU[1:]


def test_button_below_one_that_is_gone_is_refused(wechat, officer, clock):
    draft = drafted(wechat, officer, clock)

    for act in (remove_button, lambda *args, **kwargs: move_button(*args, 1, **kwargs)):
        with pytest.raises(errors.VersionGone):
            act(wechat, (2, 0), seen=draft.edit, actor=officer, clock=clock)


def test_second_editor_is_told_that_the_draft_has_moved(wechat, officer, clock):
    draft = drafted(wechat, officer, clock)
    move_button(wechat, (0,), 1, seen=draft.edit, actor=officer, clock=clock)

    with pytest.raises(errors.DraftMoved):
        move_button(wechat, (0,), 1, seen=draft.edit, actor=officer, clock=clock)


def test_earlier_menu_is_taken_up_and_a_draft_thrown_away(wechat, officer, clock):
    published(wechat, officer, clock)
    published(wechat, officer, clock, menu=OTHER)

    draft = restore_menu(wechat, 1, actor=officer, clock=clock)
    assert draft.shape == MENU
    drop_menu_draft(wechat, seen=draft.edit, actor=officer, clock=clock)

    assert open_menu(wechat) is None
    with pytest.raises(errors.VersionGone):
        restore_menu(wechat, 7, actor=officer, clock=clock)


def test_stranger_may_neither_edit_nor_publish(wechat, officer, clock):
    draft = drafted(wechat, officer, clock)
    stranger = somebody(Role.DUTY_OFFICER, UnitFactory())

    for act in (
        lambda: put_buttons(wechat, OTHER, seen=draft.edit, actor=stranger, clock=clock),
        lambda: publish_menu(wechat, seen=draft.edit, actor=stranger, clock=clock),
        lambda: resend_menu(wechat, actor=stranger, clock=clock),
        lambda: drop_menu_draft(wechat, seen=draft.edit, actor=stranger, clock=clock),
    ):
        with pytest.raises(errors.MayNotEdit):
            act()
