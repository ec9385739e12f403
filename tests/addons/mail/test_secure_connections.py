"""Mail servers that want encryption and a password get both, and nothing in clear text before."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from addons.mail import smtp
from tests.addons.mail.conftest import PostOffice, free_port

# The server's own warning: it does not see that all of its connections are in TLS.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
MAIL = b"Subject: x\r\n\r\nSecret"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1 with its key, in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "here")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def check_password(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=isinstance(given, LoginPassword) and given.password == b"right", handled=False)


@pytest.fixture(params=["starttls", "tls"])
def guarded(request: pytest.FixtureRequest, certificate: Path) -> Iterator[tuple[str, PostOffice]]:
    """A server that takes mail over TLS from who knows the password."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    office = PostOffice(port=free_port())
    more: dict[str, Any] = {"ssl_context": context} if request.param == "tls" else {"tls_context": context}
    if request.param == "starttls":
        more["require_starttls"] = True
    controller = Controller(
        office, hostname="127.0.0.1", port=office.port, authenticator=check_password, auth_required=True,
        auth_require_tls=request.param == "starttls", **more,
    )  # fmt: skip
    controller.start()
    yield str(request.param), office
    controller.stop()


def access(office: PostOffice, encryption: str, password: str = "right") -> smtp.Access:
    return smtp.Access("127.0.0.1", office.port, encryption, "desk", password, "localhost")


def send(to: smtp.Access, about_to: Callable[[], object] = lambda: None) -> str:
    return smtp.hand_over(to, "desk@shop.example", "bo@example.com", MAIL, about_to)


def test_mail_is_sent_over_tls_with_a_password(
    guarded: tuple[str, PostOffice], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encryption, office = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert send(access(office, encryption)).startswith("250")
    assert office.addresses == ["bo@example.com"]
    with pytest.raises(smtp.NotNow, match="535") as wrong:
        send(access(office, encryption, "wrong"))
    assert wrong.value.of_server


def test_a_certificate_that_nobody_vouches_for_gets_no_mail(guarded: tuple[str, PostOffice]) -> None:
    encryption, office = guarded
    with pytest.raises(smtp.NotNow, match="certificate verify failed"):
        send(access(office, encryption))
    assert office.seen == 0


def test_a_server_that_offers_no_encryption_gets_no_password(office: PostOffice) -> None:
    with pytest.raises(smtp.NotNow, match="STARTTLS"):
        send(access(office, "starttls"))
    assert office.seen == 0


def test_what_stops_us_before_the_data_stops_the_mail(office: PostOffice) -> None:
    def changed_ones_mind() -> None:
        raise LookupError("cancelled")

    with pytest.raises(LookupError):
        send(smtp.Access("127.0.0.1", office.port, "none", "", "", "localhost"), changed_ones_mind)
    assert office.seen == 0
