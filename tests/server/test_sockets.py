"""Small answers are sent at once: Nagle's algorithm is off for who connects to a socket that listens already."""

import socket
from pathlib import Path

import pytest

from components.server import send_at_once, sockets


def is_sent_at_once(listener: socket.socket) -> bool:
    with socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            return bool(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_who_connects_to_a_listening_socket_is_answered_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        assert not is_sent_at_once(one)
        assert send_at_once() >= 2
        assert is_sent_at_once(one)
        assert is_sent_at_once(other)


def test_other_sockets_and_files_stay_open_and_as_they_are(tmp_path: Path) -> None:
    one, other = socket.socketpair()
    with one, other, (tmp_path / "file").open("w") as file, socket.socket() as unbound:
        send_at_once()
        file.write("still open")
        one.send(b"still open")
        assert other.recv(20) == b"still open"
        assert not unbound.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_nothing_happens_where_open_files_are_not_listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sockets, "OPEN_FILES", tmp_path / "none")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert send_at_once() == 0
        assert not is_sent_at_once(listener)
