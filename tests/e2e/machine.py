"""What an end-to-end test stands on: a display of its own, the real hub, the real terminal, and fingers.

Everything a test keeps lies in build/e2e/TEST/: data, logs and pictures of the window. Every process is started here and ended here.
"""
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time
import urllib.request

import png

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("CHALKPOINT_BUILD", ROOT / "build"))
TERMINAL = BUILD / "bin" / "chalkpoint"
HUB = BUILD / "bin" / "chalkpoint-hub"


def wait_until(what, condition, seconds=20.0):
    """The first true value of condition(); an AssertionError naming `what` when it stays false."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.01)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*command, ok=True):
    """Runs a command to its end; its standard output. With ok=False returns (code, what it said)."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=60)
    if not ok:
        return done.returncode, done.stdout + done.stderr
    if done.returncode != 0:
        raise AssertionError(f"{command}: exit {done.returncode}: {done.stdout[-500:]} {done.stderr[-2000:]}")
    return done.stdout


class Process:
    """A started program with its log. Ended with the test, whatever happens."""

    def __init__(self, log, *command, env=None, **more):
        self.log = log
        with open(log, "ab") as out:
            self.running = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=env, **more)

    def said(self):
        return self.log.read_text(errors="replace")

    def check(self):
        if self.running.poll() is not None:
            raise AssertionError(f"{self.log.stem} ended by itself with {self.running.returncode}: {self.said()[-2000:]}")

    def kill(self):
        """As a power cut would: nothing is finished."""
        self.running.kill()
        self.running.wait()

    def stop(self):
        """Politely; the exit code."""
        if self.running.poll() is None:
            self.running.send_signal(signal.SIGTERM)
            try:
                self.running.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError(f"{self.log.stem} did not end within 20 s of SIGTERM") from None
        return self.running.returncode


class Display(Process):
    """A virtual X display of its own."""

    def __init__(self, folder, size):
        read, write = os.pipe()
        super().__init__(folder / "display.log", "Xvfb", "-displayfd", write, "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset", pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise AssertionError(f"no display: {self.said()}")
        self.name = f":{number}"


class Hub(Process):
    """chalkpoint-hub serve on loopback. The port stays the same over restarts."""

    def __init__(self, folder, port):
        self.folder, self.port, self.url = folder, port, f"http://127.0.0.1:{port}"
        super().__init__(folder / "hub.log", HUB, "serve", "--listen", f"127.0.0.1:{port}", "--store", store(folder))
        wait_until("the hub's /healthz", self.healthy)

    def healthy(self):
        self.check()
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def get(self, path, token):
        """The JSON that the hub answers to this token."""
        request = urllib.request.Request(self.url + path, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def events(self, token):
        """Every event of the token's site that did not come from the token's own device, but for the hourly counts, which nobody says."""
        found, after = [], 0
        while True:
            page = self.get(f"/v1/events?after={after}", token)
            found += [event for event in page["events"] if event["type"] != "chalkpoint.participation.counted.v1"]
            if not page.get("more"):
                return found
            after = page["through"]


def store(folder):
    return f"sqlite:{folder / 'hub.db'}"


def add_device(folder, name, site="club"):
    """The new device's token: the last line of what `device add` prints. The hub must not be running."""
    return run(HUB, "device", "add", "--store", store(folder), "--site", site, "--name", name).strip().splitlines()[-1]


def add_first_device(folder, name, site="club"):
    """The same for the first one of a site; its token, and the recovery phrase of the site's key."""
    lines = run(HUB, "device", "add", "--store", store(folder), "--site", site, "--name", name).strip().splitlines()
    return lines[-1], next(line for line in lines if line.count("-") >= 4)


class Terminal(Process):
    """The terminal in its window, and the fingers of whoever stands before it."""

    def __init__(self, folder, display, data, size="1280x800", **options):
        self.display, self.data, self.size = display, data, size
        self.targets_file = folder / "targets.json"
        self.targets_file.unlink(missing_ok=True)
        self.env = {**os.environ, "DISPLAY": display.name}
        words = [word for name, value in options.items() if value is not None for word in ("--" + name.replace("_", "-"), value)]
        super().__init__(folder / "terminal.log", TERMINAL, "run", "--data", data, "--windowed", size, "--targets", self.targets_file, *words, env=self.env)
        wait_until("the first screen", lambda: self.screen() or self.check())

    def shown(self):
        try:
            return json.loads(self.targets_file.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return {"screen": "", "targets": []}

    def screen(self):
        return self.shown()["screen"]

    def target(self, name):
        return next((target for target in self.shown()["targets"] if target["id"] == name), None)

    def wait_screen(self, name, seconds=20.0):
        def there():
            self.check()
            return self.screen() == name
        try:
            wait_until(f"the screen {name}", there, seconds)
        except AssertionError as problem:
            self.picture("stuck")
            raise AssertionError(f"{problem}; on {self.screen()} with {[target['id'] for target in self.shown()['targets']]}") from None

    def tap(self, name, hold_s=0.03):
        """Presses and lifts a finger in the middle of the target, as soon as it is there."""
        try:
            found = wait_until(f"the target {name}", lambda: self.check() or self.target(name), 10)
        except AssertionError as problem:
            self.picture("stuck")
            raise AssertionError(f"{problem}; on {self.screen()} with {[target['id'] for target in self.shown()['targets']]}") from None
        x, y = round(found["x"] + found["w"] / 2), round(found["y"] + found["h"] / 2)
        self.touch("mousemove", x, y, "mousedown", 1, "sleep", hold_s, "mouseup", 1)

    def keys(self, letters):
        """By a real keyboard, as the staff may have one."""
        self.touch("type", "--delay", 100, letters)

    def touch(self, *words):
        subprocess.run(["xdotool", *(str(word) for word in words)], env=self.env, check=True, capture_output=True, timeout=30)

    def shot(self):
        return subprocess.run(["xwd", "-root", "-silent"], env=self.env, capture_output=True, timeout=20)

    def pixels(self, colour):
        """How many pixels of the window have exactly this colour."""
        return png.count(self.shot().stdout, colour)

    def picture(self, name):
        """Keeps what the window shows, for looking at: build/e2e/TEST-NAME.png"""
        shot = self.shot()
        if shot.returncode == 0:
            path = self.targets_file.parent.parent / f"{self.targets_file.parent.name}-{name}.png"
            path.write_bytes(png.from_xwd(shot.stdout))


class Club:
    """A folder with a hub's store, a terminal enrolled to it, and a second device that reads what the hub holds."""

    def __init__(self, name):
        self.folder = BUILD / "e2e" / name
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.data = self.folder / "terminal"
        self.processes = []
        self.port = free_port()
        self.token, self.phrase = add_first_device(self.folder, "lobby")
        self.reader = add_device(self.folder, "reader")

    def keep(self, process):
        self.processes.append(process)
        return process

    def hub(self):
        return self.keep(Hub(self.folder, self.port))

    def enroll(self, url, token=None, data=None):
        return run(TERMINAL, "enroll", "--data", data or self.data, "--hub", url, "--token", token or self.token)

    def display(self, size="1280x800"):
        return self.keep(Display(self.folder, size))

    def terminal(self, display, **options):
        return self.keep(Terminal(self.folder, display, self.data, **options))

    def new_pin(self, data=None):
        """Of a terminal that is not running."""
        said = run(TERMINAL, "staff-pin", "--data", data or self.data)
        digits = [word for word in said.split() if word.isdigit() and len(word) == 8]
        if len(digits) != 1:
            raise AssertionError(f"no PIN in: {said}")
        return digits[0]

    def end(self):
        for process in reversed(self.processes):
            if process.running.poll() is None:
                process.kill()

    def verify(self):
        """Both sides prove their own data. Hub and terminal must have been stopped."""
        run(HUB, "verify", "--store", store(self.folder))
        run(TERMINAL, "verify", "--data", self.data)


def exported(data):
    """The terminal's own answers, one dict each."""
    return [json.loads(line) for line in run(TERMINAL, "export", "--data", data, "--format", "jsonl").splitlines() if line.strip()]
