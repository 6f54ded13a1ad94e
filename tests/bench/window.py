"""The terminal's window on the software renderer, measured from outside: start, touch, send, memory and rest. Beside it, in the same
run, a bare OpenGL window. Prints a table; asserts nothing.   usage: window.py [--samples N] [--cold] [--size WxH]

The goals are ratios to a browser kiosk with the same survey (a web form in Chromium that stores in IndexedDB), measured once on a
two-core machine of this class: start 890 ms warm and 1350 ms cold, 388 MiB, 10.9 ms to the first changed pixel and 172 ms until still,
44 ms from "send" to the thank-you, 0.48 % of a core at rest and 43 context switches a second. Read them against the bare window.
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import machine  # noqa: E402
import member  # noqa: E402

GOALS = {
    "start, warm, ms": (267, "0.3 x the browser's 890"),
    "start, cold, ms": (405, "0.3 x the browser's 1350"),
    "memory (PSS), MiB": (85.4, "0.22 x the browser's 388"),
    "touch to pixel, median, ms": (5.45, "0.5 x the browser's 10.9"),
    "touch to pixel, 95th, ms": (7.0, "0.5 x the browser's 14"),
    "touch to still, median, ms": (86, "0.5 x the browser's 172"),
    "held finger answered, ms": (47, "0.5 x the browser's 94"),
    "send to thank-you, median, ms": (11, "0.25 x the browser's 44, and durable"),
    "syncs per answer": (1, "one durable commit"),
    "at rest, % of a core": (0.0096, "0.02 x the browser's 0.48"),
    "at rest, context switches/s": (1, "the browser has 43"),
}
HELD_MS = 80  # how long a finger lies on the glass in an ordinary tap


class Watcher:
    """bench_watch_window, asked line by line."""

    def __init__(self, display):
        self.process = subprocess.Popen([machine.BUILD / "bin" / "bench_watch_window"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, "DISPLAY": display.name})

    def ask(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer:
            raise SystemExit("window.py: bench_watch_window ended; is there a display with DAMAGE and MIT-SHM?")
        return [float(number) for number in answer]

    def start(self, *command):
        pid, milliseconds = self.ask("start", *command)
        return int(pid), milliseconds


def tree(pid):
    """The process and all below it."""
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid] + [below for child in children for below in tree(int(child))]


def memory_mib(pid):
    return sum(int(re.search(r"^Pss:\s+(\d+)", pathlib.Path(f"/proc/{each}/smaps_rollup").read_text(), re.M).group(1)) for each in tree(pid)) / 1024


def spent(pid):
    """(nanoseconds on a processor, context switches) of the process tree so far."""
    nanoseconds = switches = 0
    for each in tree(pid):
        for task in pathlib.Path(f"/proc/{each}/task").iterdir():
            nanoseconds += int((task / "schedstat").read_text().split()[0])
            switches += sum(int(number) for number in re.findall(r"ctxt_switches:\s+(\d+)", (task / "status").read_text()))
    return nanoseconds, switches


def rest(pid, seconds):
    """(% of a core, context switches a second) while nobody touches anything."""
    before, start = spent(pid), time.monotonic()
    time.sleep(seconds)
    after, took = spent(pid), time.monotonic() - start
    return (after[0] - before[0]) / took / 1e7, (after[1] - before[1]) / took


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, round(share * len(values)))]


def starts(watcher, command, samples, cold):
    """Milliseconds from fork to the first frame; the last one is left running and its process returned."""
    found, pid = [], 0
    for _ in range(samples):
        if pid:
            watcher.ask("end", pid)
        if cold:
            os.sync()
            pathlib.Path("/proc/sys/vm/drop_caches").write_text("3")
        pid, milliseconds = watcher.start(*command)
        found.append(milliseconds)
        time.sleep(0.7)
    return statistics.median(found), pid


def touches(watcher, places, samples):
    """Taps around the given places (functions that name one when it is its turn): first pixel, and stillness without the time the finger lay there, ms."""
    first, still, held = [], [], 0
    for number in range(samples):
        x, y = places[number % len(places)]()
        answer = watcher.ask("tap", x, y, HELD_MS, 400)
        if answer[0] >= 0:
            first.append(answer[0])
            still.append(max(answer[0], answer[1] - HELD_MS))
            held += answer[2] == 1
    return first, still, held


class Measured:
    """The terminal as the bench sees it: targets by name, driven by the watcher's hands."""

    def __init__(self, folder, pid, display):
        self.targets_file, self.env, self.pid = folder / "targets.json", {**os.environ, "DISPLAY": display.name}, pid

    check = staticmethod(lambda: None)
    picture = staticmethod(lambda name: None)
    shown, screen, target = machine.Terminal.shown, machine.Terminal.screen, machine.Terminal.target
    tap, touch, wait_screen = machine.Terminal.tap, machine.Terminal.touch, machine.Terminal.wait_screen

    def place(self, name):
        found = machine.wait_until(f"the target {name}", lambda: self.target(name))
        return round(found["x"] + found["w"] / 2), round(found["y"] + found["h"] / 2)


def sends(watcher, terminal, samples):
    """Press on the last answer until the thank-you has been shown, ms."""
    found = []
    for number in range(samples):
        member.score(terminal, number % 11)
        terminal.tap("next")
        terminal.wait_screen("page.contact_page")
        time.sleep(0.4)
        found += watcher.ask("send", *terminal.place("contact.no"), terminal.targets_file, '"thanks"')
        member.leave(terminal)
    return found


def syncs(watcher, terminal, answers):
    """fsync and fdatasync calls for each stored answer; not a number where they may not be traced."""
    log = terminal.targets_file.parent / "strace.log"
    tracer = subprocess.Popen(["strace", "-f", "-q", "-e", "trace=fsync,fdatasync,sync_file_range", "-o", log, "-p", str(terminal.pid)], stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    if tracer.poll() is not None:
        return float("nan")
    sends(watcher, terminal, answers)
    tracer.terminate()
    tracer.wait()
    return len(re.findall(r"^\d+ +f(?:data)?sync\(", log.read_text(), re.M)) / answers


def measure_bare(watcher, options, seconds):
    command = [machine.BUILD / "bin" / "bench_bare_window"]
    warm, pid = starts(watcher, command, options.samples, False)
    first, still, _ = touches(watcher, [lambda: (640, 400)], options.samples * 4)
    figures = {"start, warm, ms": warm, "memory (PSS), MiB": memory_mib(pid), "touch to pixel, median, ms": statistics.median(first),
               "touch to pixel, 95th, ms": percentile(first, 0.95), "touch to still, median, ms": statistics.median(still)}
    figures["at rest, % of a core"], figures["at rest, context switches/s"] = rest(pid, seconds)
    watcher.ask("end", pid)
    return figures


def measure_terminal(watcher, display, club, hub, options, seconds):
    command = [machine.TERMINAL, "run", "--data", club.data, "--windowed", options.size, "--targets", club.folder / "targets.json"]
    figures = {}
    if options.cold:
        figures["start, cold, ms"], pid = starts(watcher, command, 3, True)
        watcher.ask("end", pid)
    figures["start, warm, ms"], pid = starts(watcher, command, options.samples, False)
    terminal = Measured(club.folder, pid, display)
    terminal.wait_screen("attract")
    figures["memory (PSS), MiB"] = memory_mib(pid)
    figures["at rest, % of a core"], figures["at rest, context switches/s"] = rest(pid, seconds)
    there_and_back = [lambda: terminal.place("nps.9"), lambda: terminal.place("back")]
    first, still, held = touches(watcher, there_and_back, options.samples * 4)
    figures["touch to pixel, median, ms"] = statistics.median(first)
    figures["touch to pixel, 95th, ms"] = percentile(first, 0.95)
    figures["touch to still, median, ms"] = statistics.median(still)
    figures["held finger answered, ms"] = statistics.median(first) if held > len(first) / 2 else HELD_MS + statistics.median(first)
    while terminal.screen() != "attract":
        terminal.tap("back")
        time.sleep(0.5)
    figures["send to thank-you, median, ms"] = statistics.median(sends(watcher, terminal, options.samples * 2))
    figures["memory after use (PSS), MiB"] = memory_mib(pid)
    figures["syncs, with delivery at once"] = syncs(watcher, terminal, 5)
    hub.stop()  # without it only storing is left
    figures["syncs per answer"] = syncs(watcher, terminal, 5)
    watcher.ask("end", pid)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=5, help="repetitions of each measurement (default 5)")
    parser.add_argument("--cold", action="store_true", help="also starts with an emptied file cache (root; slows the whole machine)")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--rest-s", type=float, default=20, help="how long rest is watched (default 20)")
    options = parser.parse_args()
    if not shutil.which("Xvfb"):
        raise SystemExit("window.py: Xvfb is missing; platform/install-packages brings it")
    club = machine.Club("bench-window")
    try:
        hub = club.hub()
        club.enroll(hub.url)
        display = club.display(options.size)
        watcher = Watcher(display)
        print("measuring …", file=sys.stderr)
        bare = measure_bare(watcher, options, options.rest_s)
        ours = measure_terminal(watcher, display, club, hub, options, options.rest_s)
    finally:
        club.end()
    print(f"{'window ' + options.size:34}{'terminal':>10}{'bare':>10}{'goal':>10}{'of goal':>9}  what the goal is")
    for name, value in ours.items():
        goal, meaning = GOALS.get(name, (None, ""))
        print(f"{name:34}{value:>10.4g}{bare.get(name, float('nan')):>10.4g}{goal if goal is not None else '':>10}"
              f"{f'{value / goal:.2f}' if goal else '':>9}  {meaning}")


if __name__ == "__main__":
    main()
