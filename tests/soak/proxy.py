"""Several servers behind nginx, as README.md configures it."""

import os
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.harness import ROOT, free_port

AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{inside}
}}
"""


def readme_configuration() -> str:
    """Give what the README puts into nginx's configuration."""
    found = re.findall(r"```nginx\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(found) == 1, "README.md holds one configuration of nginx."
    return str(found[0])


@contextmanager
def running_proxy(folder: Path, ports: Sequence[int]) -> Iterator[str]:
    """Run nginx with the README's configuration before servers on these ports; only ports are put in. Give its URL."""
    inside, own = readme_configuration(), free_port()
    written = re.findall(r"server 127\.0\.0\.1:(\d+)", inside)
    assert len(written) == len(ports), "The README names as many servers as are run."
    for before, port in zip(written, ports, strict=True):
        inside = inside.replace(f"127.0.0.1:{before}", f"127.0.0.1:{port}")
    inside, listening = re.subn(r"listen \d+", f"listen 127.0.0.1:{own}", inside)
    assert listening == 1
    configuration = folder / "nginx.conf"
    configuration.write_text(
        AROUND.format(folder=folder, inside=inside, user="user root;" if os.geteuid() == 0 else ""), "utf-8"
    )
    process = subprocess.Popen(["nginx", "-p", folder, "-c", configuration, "-e", folder / "error.log"])
    try:
        _wait(f"http://localhost:{own}/_stcore/health", process, folder / "error.log")
        yield f"http://localhost:{own}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(url, timeout=5) as answer:
                assert answer.read() == b"ok"
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"nginx does not answer. Its log:\n{log.read_text('utf-8')}")
