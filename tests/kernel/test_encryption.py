import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from tests.factories.accounts import AccountFactory
from zhenglian.accounts.models import Account
from zhenglian.kernel.encryption import decrypt, encrypt


def test_text_comes_back_in_its_context():
    assert decrypt(encrypt("秘密", context="a.b"), context="a.b") == "秘密"


def test_same_text_is_never_the_same_ciphertext():
    assert encrypt("x", context="a.b") != encrypt("x", context="a.b")


def test_value_moved_to_another_column_is_refused():
    moved = encrypt("x", context="account.credentials")

    with pytest.raises(InvalidTag):
        decrypt(moved, context="account.token")


def test_altered_value_is_refused():
    sealed = encrypt("x" * 40, context="a.b")
    place = len(sealed) // 2
    altered = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]

    with pytest.raises(InvalidTag):
        decrypt(altered, context="a.b")


def test_other_key_cannot_read(settings):
    sealed = encrypt("x", context="a.b")
    settings.FIELD_KEY = "another key"

    with pytest.raises(InvalidTag):
        decrypt(sealed, context="a.b")


@pytest.mark.django_db
def test_column_holds_only_ciphertext():
    account = AccountFactory(credentials={"secret": "s3cr3t-in-clear"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT credentials FROM accounts_account")
        [(stored,)] = cursor.fetchall()

    assert Account.objects.get(pk=account.pk).credentials == {"secret": "s3cr3t-in-clear"}
    assert stored.startswith("v1:")
    assert "s3cr3t" not in stored
