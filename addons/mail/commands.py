"""Commands for mail servers: one message from standard input, and a listener for LMTP."""

from __future__ import annotations

import signal
import sys

# makegood: allow process because the command waits to be told to stop; it answers no request
import threading
from typing import Annotated

import typer

commands = typer.Typer()

TEMPORARY, REFUSED = 75, 65
"""EX_TEMPFAIL: the mail server keeps the message and comes again. EX_DATAERR: it tells the sender (sysexits.h)."""


@commands.command("mail-in")
def mail_in(
    recipient: Annotated[str, typer.Option(help="To which address it came; else its headers say.")] = "",
    sender: Annotated[
        str | None, typer.Option(help="The envelope's sender; empty for reports and automatic answers.")
    ] = None,
) -> None:
    """Takes one mail from standard input, for the pipe of any mail server.

    Exit status: 0 taken, or known already; 75 not now, so that the mail server keeps it; 65 refused for good.
    """
    raw = sys.stdin.buffer.read()
    from addons.mail.incoming.limits import too_large

    if why := too_large(raw):
        typer.echo(why, err=True)
        raise typer.Exit(REFUSED)
    try:
        with _house() as kernel:
            taken = _take(kernel, raw, recipient, sender)
    except typer.Exit:
        raise
    except Exception as why:  # whatever it is: the mail server has the message, and must keep it
        typer.echo(f"{type(why).__name__}: {why}", err=True)
        raise typer.Exit(TEMPORARY) from None
    typer.echo(f"{'Taken' if taken.is_new else 'Known already'}: {taken.id}", err=True)


@commands.command("mail-listen")
def mail_listen(
    host: Annotated[
        str, typer.Option(help="The address to listen at. Whoever reaches it can bring mail in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen at; 0 takes a free one.")] = 8024,
    socket: Annotated[str, typer.Option(help="A Unix socket to listen at instead.")] = "",
) -> None:
    """Takes mail by LMTP (RFC 2033) until it is told to stop."""
    from addons.mail.incoming.lmtp import Listener

    with _house() as kernel:
        listener = Listener(kernel, host=host, port=port, socket=socket)
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        with listener:
            typer.echo(f"Makegood takes mail at {listener.address}")
            stop.wait()


def _house():  # type: ignore[no-untyped-def]
    from core import open_kernel

    return open_kernel()


def _take(kernel, raw, recipient, sender):  # type: ignore[no-untyped-def]
    from addons.mail.incoming.taking import take
    from core import Identity

    def store(env):  # type: ignore[no-untyped-def]
        return take(env, raw, way="pipe", recipient=recipient, return_path=sender)

    return kernel.work(store, who=Identity.system("Incoming mail"))
