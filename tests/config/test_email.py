import pytest

from zhenglian.config.environment import UnreadableSetting
from zhenglian.config.settings.email import email


def test_no_address_means_log_only():
    assert email("")["EMAIL_BACKEND"].endswith("console.EmailBackend")


@pytest.mark.parametrize(
    ("address", "port", "starttls", "tls"),
    [
        ("smtp://mail.local", 25, False, False),
        ("smtp+tls://mail.local", 587, True, False),
        ("smtps://mail.local", 465, False, True),
        ("smtps://mail.local:4650", 4650, False, True),
    ],
)
def test_scheme_decides_port_and_encryption(address, port, starttls, tls):
    read = email(address)

    assert (read["EMAIL_PORT"], read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (port, starttls, tls)


def test_login_is_unquoted():
    read = email("smtp://desk%40a.gov.cn:p%2Fw@mail.local")

    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("desk@a.gov.cn", "p/w")


def test_unknown_scheme_is_refused():
    with pytest.raises(UnreadableSetting, match="ZHENGLIAN_EMAIL_URL"):
        email("imap://mail.local")
