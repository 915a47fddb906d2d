"""TLS: the name is asked for and verified, although the connection goes to an address in digits."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.fetching.hostile import Network, Server
from zhenglian.fetching.errors import CertificateInvalid

HOST = "news.example.gov.cn"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A self-signed certificate for HOST, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return path


@pytest.fixture
def secure(certificate):
    """A TLS server that answers one request after the other, and notes the names that it was asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    asked = []
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(connection, server_side=True) as secured:
                    secured.recv(4096)
                    secured.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            except OSError:
                continue

    threading.Thread(target=serve, daemon=True).start()
    server = Server(port=listener.getsockname()[1])
    yield server, asked
    listener.close()


def test_trusted_certificate_of_the_name_is_accepted(secure, certificate, clock):
    server, asked = secure
    network = Network(server)
    trust = ssl.create_default_context(cafile=str(certificate))

    found = network.fetcher(clock, trust=trust).get(f"https://{HOST}/")

    assert (found.body, asked) == (b"ok", [HOST])
    assert network.reached == [("93.184.216.34", 443)]


def test_certificate_of_another_name_is_refused(secure, certificate, clock):
    server, _asked = secure
    trust = ssl.create_default_context(cafile=str(certificate))

    with pytest.raises(CertificateInvalid):
        Network(server).fetcher(clock, trust=trust).get("https://other.example.gov.cn/")


def test_unknown_certificate_is_refused(secure, clock):
    server, _asked = secure

    with pytest.raises(CertificateInvalid):
        Network(server).fetcher(clock).get(f"https://{HOST}/")
