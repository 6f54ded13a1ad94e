"""What may stand between a terminal and its hub: a captive portal, a proxy that loses its hub at the worst moment."""
import contextlib
import http.server
import re
import socket
import threading


class Portal:
    """A Wi-Fi's captive portal: answers everything with a page of its own and 200, or sends it to that page."""

    def __init__(self, port, redirects):
        portal = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                portal.asked.append(self.path)
                page = b"<html><body>Welcome! Please accept our terms.</body></html>"
                if redirects and self.path != "/login":
                    self.send_response(302)
                    self.send_header("Location", f"http://127.0.0.1:{port}/login")
                else:
                    self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def process_request(self, line, address):
                portal.lines.append(line)
                super().process_request(line, address)

        self.asked, self.lines = [], []
        self.server = Server(("127.0.0.1", port), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        for line in self.lines:  # a kept-alive line would go on being answered
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


class Proxy:
    """Passes connections on to the hub. Armed, it does something (kills the hub) in the middle of the next batch and drops the line:
    "request" when half of the batch has been passed on, "answer" when all of it has and the answer is on its way back. Cut, it drops every line."""

    def __init__(self, hub_port):
        self.hub_port, self.moment, self.strike = hub_port, None, None
        self.struck, self.is_cut, self.lines = threading.Event(), False, set()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def arm(self, moment, strike):
        self.struck.clear()
        self.strike = strike
        self.moment = moment

    def cut(self):
        """The network is gone: no line is taken, those there are break."""
        self.is_cut = True
        for line in list(self.lines):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def mend(self):
        self.is_cut = False

    def close(self):
        self.server.close()

    def _accept(self):
        while True:
            try:
                near, _ = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near):
        try:
            with near:
                self.lines.add(near)
                if self.is_cut:
                    return
                with socket.create_connection(("127.0.0.1", self.hub_port), timeout=30) as far:
                    near.settimeout(120)
                    while self._exchange(near, far):
                        pass
        except OSError:
            pass  # a dropped line is what this is for; the terminal's conduct is judged by what arrives
        finally:
            self.lines.discard(near)

    def _exchange(self, near, far):
        request = read_message(near)
        if not request:
            return False
        is_batch = request.startswith(b"POST ")
        if is_batch and self.moment == "request":
            far.sendall(request[:len(request) // 2])
            return self._strike()
        far.sendall(request)
        answer = read_message(far)
        if is_batch and self.moment == "answer":
            return self._strike()
        near.sendall(answer)
        return bool(answer)

    def _strike(self):
        self.moment = None
        self.strike()
        self.struck.set()
        return False


def read_message(line):
    """One HTTP message with its body, by Content-Length or chunked; empty at the end of the line."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = line.recv(65536)
        if not more:
            return data
        data += more
        if data.lower().startswith(b"post ") and b"expect: 100-continue" in data.lower() and b"\r\n\r\n" in data:
            line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"(?im)^content-length:\s*(\d+)", head)
    chunked = re.search(rb"(?im)^transfer-encoding:\s*chunked", head)
    while chunked and not body.endswith(b"0\r\n\r\n") or length and len(body) < int(length.group(1)):
        more = line.recv(65536)
        if not more:
            break
        body += more
    return head + b"\r\n\r\n" + body
