#!/usr/bin/env python3
"""The shipped nginx configuration in front of a real hub: the independent client's whole scenario through TLS.

usage: nginx.py HUB_PROGRAM SOURCE_FOLDER
"""

import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(sys.argv[2])
sys.path.insert(0, str(SOURCE / "tests" / "golden"))
import independent_client  # noqa: E402

HUB = sys.argv[1]
NAME = "hub.example.org"  # as in the shipped file
CHECK_S = 20


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def replaced(text, old, new):
    """The shipped file with one thing changed for the test; fails when the thing is not there."""
    changed, times = re.subn(old, new, text)
    if times == 0:
        sys.exit(f"FAILED: the shipped configuration has no {old}")
    return changed


def make_certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1",
                    "-keyout", folder / "hub.key", "-out", folder / "hub.pem"], check=True, capture_output=True)


def make_configuration(folder, hub_port, tls_port):
    shipped = (SOURCE / "platform" / "package" / "nginx" / "chalkpoint-hub.conf").read_text()
    shipped = replaced(shipped, r"127\.0\.0\.1:8765;", f"127.0.0.1:{hub_port};")
    shipped = replaced(shipped, r"listen 443 ssl;", f"listen 127.0.0.1:{tls_port} ssl;")
    shipped = replaced(shipped, r"/etc/ssl/chalkpoint/", f"{folder}/")
    (folder / "site.conf").write_text(shipped)
    temporary = "".join(f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}include {folder}/site.conf;\n}}\n")


def wait_for(port, process, what):
    for _ in range(CHECK_S * 20):
        if process.poll() is not None:
            sys.exit(f"FAILED: {what} ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"FAILED: {what} did not start")


class Client(independent_client.Client):
    """The same client, through TLS, with the certificate checked."""

    context = None

    def __init__(self, address, token):
        super().__init__(address, token)
        self.connection = independent_client.http.client.HTTPSConnection(address, timeout=20, context=self.context)


def add_device(store, name):
    out = subprocess.run([HUB, "device", "add", "--store", store, "--site", "club-1", "--name", name], check=True, capture_output=True, text=True)
    return out.stdout.strip().splitlines()[-1]


def check_limits(address, token):
    client = Client(address, token)
    status, _, _ = client.ask("POST", "/v1/events", b"x" * (3 << 20), {"Content-Type": independent_client.BATCH})
    independent_client.check(status == 413, f"a body of 3 MiB: {status}")
    client = Client(address, token)
    client.connection.request("GET", "/healthz")
    answer = client.connection.getresponse()
    answer.read()
    independent_client.check(answer.status == 200, f"health through nginx: {answer.status}")
    independent_client.check("max-age" in answer.getheader("Strict-Transport-Security", ""), "HSTS is sent")
    independent_client.check(answer.getheader("Server", "") == "nginx", "the version of nginx is not told")


def main():
    if shutil.which("nginx") is None:
        sys.exit("FAILED: there is no nginx; install nginx-light (platform/packages lists it)")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="chalkpoint-front-"))
    running = []
    try:
        store = f"sqlite:{folder}/hub.db"
        tokens = [add_device(store, name) for name in ("first", "second")]
        hub = subprocess.Popen([HUB, "serve", "--listen", "127.0.0.1:0", "--store", store], stdout=subprocess.PIPE, text=True)
        running.append(hub)
        hub_port = int(hub.stdout.readline().rsplit(":", 1)[1])
        tls_port = free_port()
        make_certificate(folder)
        make_configuration(folder, hub_port, tls_port)
        nginx = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
        running.append(nginx)
        wait_for(tls_port, nginx, "nginx")
        Client.context = ssl.create_default_context(cafile=folder / "hub.pem")
        independent_client.Client = Client
        independent_client.scenario(f"127.0.0.1:{tls_port}", *tokens)
        check_limits(f"127.0.0.1:{tls_port}", tokens[0])
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(CHECK_S)
        shutil.rmtree(folder)
    print("the shipped nginx configuration carries the whole protocol through TLS")


if __name__ == "__main__":
    main()
