"""A real SMTP server for the tests, with its own certificate authority.

    python tests/smtp/server.py DIR [--mode MODE] [--user NAME --password WORD]

prints `port N` when it listens on 127.0.0.1 and stops when its standard input ends. In DIR it leaves

    ca.pem              the authority whose certificates the client should trust
    mail/000001.eml     each letter it took, byte for byte, in the order they came
    mail/000001.json    who it was from and to, whether over TLS, and as which user
    commands            one line for each AUTH, MAIL, RCPT and DATA that was heard

MODE is starttls (TLS must be begun before anything else), tls (from the first byte), plain (no TLS at all, as when
somebody has stripped it), wrong-name and untrusted (STARTTLS with a certificate for another host, or of an unknown
authority), and inject (answers are added before TLS begins, as somebody on the way could).

The recipient decides what becomes of a letter, by what stands before the @:

    later 450, never 550, relay 554 at the recipient; later-data 451, never-data 552 after the letter
    lost: the letter is taken and the connection broken before the answer, every time; lost-once: the first time only

and so does the file DIR/control for all of them, while it holds one word: down (421 at the greeting of the client),
busy (451 at the sender), refused (550 at the sender), full (452 after the letter), drop (as lost).
"""

import argparse
import asyncio
import json
import logging
import pathlib
import ssl
import subprocess
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def openssl(*arguments, **keywords):
    subprocess.run(["openssl", *arguments], check=True, stderr=subprocess.DEVNULL, **keywords)


def make_authority(folder, name):
    key, certificate = folder / f"{name}.key", folder / f"{name}.pem"
    openssl(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
        "-subj", f"/CN=Test authority {name}", "-keyout", key, "-out", certificate,
        "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign",
    )
    return key, certificate


def make_leaf(folder, authority, names):
    """A certificate of its own: rustls refuses an authority that is used as a server."""
    key, request, certificate = folder / "leaf.key", folder / "leaf.csr", folder / "leaf.pem"
    openssl(
        "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-subj", "/CN=Test server", "-keyout", key, "-out", request,
    )
    extensions = folder / "leaf.ext"
    extensions.write_text(f"subjectAltName={names}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
    openssl(
        "x509", "-req", "-in", request, "-CA", authority[1], "-CAkey", authority[0], "-CAcreateserial",
        "-days", "2", "-extfile", extensions, "-out", certificate,
    )
    return key, certificate


def tls_context(folder, mode):
    trusted = make_authority(folder, "ca")
    signer = make_authority(folder, "unknown") if mode == "untrusted" else trusted
    names = "DNS:annet.example" if mode == "wrong-name" else "DNS:localhost,IP:127.0.0.1"
    key, certificate = make_leaf(folder, signer, names)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


class Handler:
    def __init__(self, folder):
        self.folder = folder
        self.mail = folder / "mail"
        self.mail.mkdir(parents=True, exist_ok=True)
        self.lost = set()

    def control(self):
        try:
            return (self.folder / "control").read_text().strip()
        except FileNotFoundError:
            return ""

    def note(self, line):
        with (self.folder / "commands").open("a") as commands:
            commands.write(line + "\n")

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return ["421 4.3.2 Service not available"] if self.control() == "down" else responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.note(f"MAIL {address}")
        if self.control() == "busy":
            return "451 4.3.2 Try again later"
        if self.control() == "refused":
            return "550 5.7.1 We take nothing from you"
        envelope.mail_from = address
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.note(f"RCPT {address}")
        refusals = {
            "later": "450 4.2.0 Greylisted, try again",
            "never": "550 5.1.1 No such user",
            "relay": "554 5.7.1 Relay access denied",
        }
        refusal = refusals.get(address.split("@")[0])
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        self.note(f"DATA {len(envelope.content)}")
        whom = envelope.rcpt_tos[0].split("@")[0]
        if whom == "later-data":
            return "451 4.3.0 Try again later"
        if whom == "never-data":
            return "552 5.3.4 Too large"
        if self.control() == "full":
            return "452 4.3.1 Disk full"
        number = self.store(server, session, envelope)
        first_loss = whom == "lost-once" and whom not in self.lost
        if whom == "lost" or first_loss or self.control() == "drop":
            self.lost.add(whom)
            server.transport.abort()
            return "250 never heard"
        return f"250 2.0.0 OK: queued as {number:06}"

    def store(self, server, session, envelope):
        number = len(list(self.mail.glob("*.eml"))) + 1
        login = session.auth_data.login.decode() if session.auth_data else None
        about = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "user": login,
            "hello": session.host_name,
            "peer_port": session.peer[1],
        }
        (self.mail / f"{number:06}.json").write_text(json.dumps(about))
        aside = self.mail / f"{number:06}.part"
        aside.write_bytes(envelope.content)
        aside.rename(self.mail / f"{number:06}.eml")
        return number


class Injecting(SMTP):
    async def push(self, status):
        if isinstance(status, str) and status.startswith("220 Ready to start TLS"):
            status += "\r\n250-localhost\r\n250 AUTH PLAIN LOGIN"
        await super().push(status)


def server_of(arguments, folder, context):
    handler = Handler(folder)

    def authenticate(server, session, envelope, mechanism, data):
        right = isinstance(data, LoginPassword) and data == LoginPassword(
            arguments.user.encode(), arguments.password.encode()
        )
        handler.note(f"AUTH {mechanism} {'right' if right else 'wrong'}")
        if not right:
            return AuthResult(success=False, handled=False)
        return AuthResult(success=True, auth_data=data)

    begins_later = arguments.mode in ("starttls", "wrong-name", "untrusted", "inject")
    kind = Injecting if arguments.mode == "inject" else SMTP
    sign_in = arguments.user is not None

    def connected():
        return kind(
            handler,
            hostname="localhost",
            tls_context=context if begins_later else None,
            require_starttls=begins_later,
            auth_required=sign_in,
            auth_require_tls=begins_later,
            authenticator=authenticate if sign_in else None,
        )

    return connected


async def serve(arguments):
    folder = pathlib.Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    context = tls_context(folder, arguments.mode)
    connected = server_of(arguments, folder, context)
    at_once = context if arguments.mode == "tls" else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(connected, "127.0.0.1", arguments.port, ssl=at_once)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def main():
    # Broken connections are what the tests are about; they need no words.
    logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="DIR")
    modes = ["starttls", "tls", "plain", "wrong-name", "untrusted", "inject"]
    parser.add_argument("--mode", choices=modes, default="starttls")
    parser.add_argument("--user")
    parser.add_argument("--password", default="")
    parser.add_argument("--port", type=int, default=0)
    try:
        asyncio.run(serve(parser.parse_args()))
    except FileNotFoundError as missing:
        sys.exit(f"tests/smtp/server.py: {missing}; openssl makes its certificates")


if __name__ == "__main__":
    main()
