"""Every way of tampering that the database allows is found; the anchor finds what the chain cannot."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhenglian.audit.anchor import anchor_path, drop_anchor
from zhenglian.audit.api import record, verify_chain
from zhenglian.audit.chain import GENESIS, hash_of
from zhenglian.audit.models import ChainHead, Entry

LENGTH = 8
COLUMNS = (
    "act", "actor_id", "actor_name", "on_behalf_of", "address", "via",
    "object_kind", "object_id", "object_name", "previous_hash", "hash",
)  # fmt: skip
TEXT = st.text(st.characters(codec="ascii", exclude_characters="\x00"), max_size=30)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def write_chain(count=LENGTH):
    for number in range(1, count + 1):
        record("test.act", actor=None, on=("test", str(number), f"第{number}件"), detail={"number": number})


def keep_head():
    return ChainHead.objects.values("sequence", "hash", "mac").get()


def put_head(values):
    ChainHead.objects.update(**values)


@pytest.fixture
def chain(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write_chain()


def test_untouched_chain_is_whole(chain):
    report = verify_chain()

    assert (report.ok, report.checked, report.problems, report.anchored) == (True, LENGTH, (), LENGTH)


def test_empty_record_is_whole(db):
    assert verify_chain().ok


@pytest.mark.parametrize("column", COLUMNS)
def test_altered_column_is_found(chain, column):
    sql(f"UPDATE audit_entry SET {column} = %s WHERE sequence = 4", "forged")  # noqa: S608  own names

    report = verify_chain()

    assert not report.ok
    assert any("4" in problem for problem in report.problems)


def test_altered_time_and_detail_are_found(chain):
    sql("UPDATE audit_entry SET at = %s WHERE sequence = 2", "2020-01-01 00:00:00+00:00")
    sql("UPDATE audit_entry SET detail = %s WHERE sequence = 6", '{"number": 7}')

    assert len(verify_chain().problems) == 2


@pytest.mark.parametrize("gone", [(1,), (4,), (3, 4, 5), (8,), (7, 8), tuple(range(1, 9))])
def test_removed_entries_are_found(chain, gone):
    for number in gone:
        sql("DELETE FROM audit_entry WHERE sequence = %s", number)

    assert not verify_chain().ok


def test_exchanged_entries_are_found(chain):
    for before, after in ((3, 1003), (5, 3), (1003, 5)):
        sql("UPDATE audit_entry SET sequence = %s WHERE sequence = %s", after, before)

    assert not verify_chain().ok


def test_inserted_entry_is_found_even_with_a_right_hash(chain):
    forged = Entry.objects.get(sequence=LENGTH)
    forged.pk, forged.sequence, forged.previous_hash = None, LENGTH + 1, forged.hash
    forged.hash = hash_of(forged)
    Entry.objects.bulk_create([forged])

    assert not verify_chain().ok


def test_rewritten_chain_with_right_hashes_is_found_by_the_keyed_head(chain):
    before = GENESIS
    for entry in list(Entry.objects.order_by("sequence")):
        entry.actor_name, entry.previous_hash = "somebody else", before
        before = hash_of(entry)
        sql(
            "UPDATE audit_entry SET actor_name = %s, previous_hash = %s, hash = %s WHERE sequence = %s",
            entry.actor_name, entry.previous_hash, before, entry.sequence,
        )  # fmt: skip
    put_head({"hash": before})
    anchor_path().unlink()

    assert not verify_chain().ok


def test_tail_cut_off_with_an_older_head_put_back_is_found_by_the_anchor(
    db, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        write_chain(5)
    older = keep_head()
    with django_capture_on_commit_callbacks(execute=True):
        write_chain(3)

    sql("DELETE FROM audit_entry WHERE sequence > 5")
    put_head(older)

    report = verify_chain()
    assert not report.ok
    assert report.anchored == 8


def test_missing_head_is_found(chain):
    sql("DELETE FROM audit_chainhead")

    assert not verify_chain().ok


def test_forged_anchor_line_is_found(chain):
    with anchor_path().open("a") as file:
        file.write(f"{LENGTH} {'0' * 64} {'0' * 64}\nnonsense\n")

    assert len(verify_chain().problems) == 2


def test_anchor_of_another_chain_is_found(chain):
    drop_anchor(3, "f" * 64)

    assert not verify_chain().ok


def test_lost_anchor_file_alone_breaks_nothing(chain):
    anchor_path().unlink()

    report = verify_chain()

    assert (report.ok, report.anchored) == (True, 0)


def test_problems_are_counted_out_at_a_hundred(db):
    write_chain(2)
    with anchor_path().open("w") as file:
        file.write("nonsense\n" * 500)

    assert len(verify_chain().problems) == 100


TAMPERINGS = st.one_of(
    st.tuples(st.just("alter"), st.integers(1, LENGTH), st.sampled_from(COLUMNS), TEXT),
    st.tuples(st.just("remove"), st.integers(1, LENGTH)),
    st.tuples(st.just("exchange"), st.integers(1, LENGTH), st.integers(1, LENGTH)),
    st.tuples(st.just("copy"), st.integers(1, LENGTH)),
)


def tamper(act):
    kind, number, *rest = act
    if kind == "alter":
        sql(f"UPDATE audit_entry SET {rest[0]} = %s WHERE sequence = %s", rest[1], number)  # noqa: S608  own names
    elif kind == "remove":
        sql("DELETE FROM audit_entry WHERE sequence = %s", number)
    elif kind == "exchange":
        for before, after in ((number, 1000), (rest[0], number), (1000, rest[0])):
            sql("UPDATE audit_entry SET sequence = %s WHERE sequence = %s", after, before)
    else:
        last = Entry.objects.order_by("sequence").last().sequence
        copy = Entry.objects.filter(sequence=number).first()
        if copy is not None:
            copy.pk, copy.sequence = None, last + 1
            Entry.objects.bulk_create([copy])


def snapshot():
    return list(Entry.objects.order_by("sequence").values_list("sequence", "act", "detail", *COLUMNS))


@pytest.mark.usefixtures("_own_folder")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(TAMPERINGS, min_size=1, max_size=3))
def test_whatever_changed_the_record_is_found(db, acts):
    with transaction.atomic():
        write_chain()
        before = snapshot()
        for act in acts:
            if Entry.objects.exists():
                tamper(act)
        after = snapshot()

        assert verify_chain().ok is (before == after)

        transaction.set_rollback(True)
