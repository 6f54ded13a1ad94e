"""The real terminal in its window, touched, and the real hub, asked: nothing lost, nothing double, whatever stands between.

Each class is one scenario and one ctest test. Answers are told apart by their scores and reasons, in the order they were given.
"""
import re
import unittest

import machine
import member
from between import Portal, Proxy
from machine import Club, exported, free_port, run, wait_until

ARRIVES_S = 150.0  # the retry delay doubles while a hub is away; what waits must still arrive without help
PHONE = "9161234567"
WRONG, WELL = b"\xf2\x90\x6f", b"\x93\xd6\xac"  # the theme's coral and mint
BAR_PIXELS = 300  # the least a row's bar has


class Scenario(unittest.TestCase):
    def setUp(self):
        self.club = Club(type(self).__name__)
        self.addCleanup(self.club.end)

    def enrolled(self, url=None):
        """A running hub and the terminal enrolled to it; the terminal is not started yet."""
        hub = self.club.hub()
        self.club.enroll(url or hub.url)
        return hub

    def arrived(self, hub, count):
        """The data of the responses on the hub, by sequence, once there are as many; never more."""
        def enough():
            found = hub.events(self.club.reader)
            return found if len(found) >= count else None
        events = wait_until(f"{count} answers on the hub", enough, ARRIVES_S)
        self.assertEqual(len(events), count, "an answer is on the hub twice")
        self.assertEqual(len({event["id"] for event in events}), count)
        return [event["data"] for event in sorted(events, key=lambda event: event["sequence"])]

    def scores(self, hub, wanted):
        """The hub holds these scores in this order, and its counters say the same."""
        found = self.arrived(hub, len(wanted))
        self.assertEqual([data["score"] for data in found], wanted)
        stats = hub.get("/v1/stats", self.club.reader)
        self.assertEqual(stats["responses"], len(wanted))
        self.assertEqual(stats["promoters"], sum(score >= 9 for score in wanted))
        self.assertEqual(stats["detractors"], sum(score <= 6 for score in wanted))
        return found

    def close(self, hub, terminal):
        """Ends both politely; each proves its own data, and both hold the same codes."""
        on_hub = sorted(event["data"]["code"] for event in hub.events(self.club.reader))
        self.assertEqual(terminal.stop(), 0)
        self.assertEqual(hub.stop(), 0)
        self.club.verify()
        self.assertEqual(sorted(row["code"] for row in exported(self.club.data)), on_hub)


class HappyPath(Scenario):
    """Both languages, chips, words, a phone with consent; the phone is nowhere in the clear."""

    def test(self):
        hub = self.enrolled()
        terminal = self.club.terminal(self.club.display(), lang="ru")
        terminal.picture("attract")
        member.score(terminal, 9)
        terminal.picture("why")
        member.why(terminal, ["trainers", "schedule"], "все хорошо")
        terminal.picture("contact")
        member.contact(terminal, PHONE)
        terminal.picture("thanks")
        member.leave(terminal)
        member.answer(terminal, 3, ["cleanliness"], "too cold", language="en")
        member.leave(terminal)

        russian, english = self.scores(hub, [9, 3])
        self.assertEqual((russian["language"], english["language"]), ("ru", "en"))
        self.assertEqual(set(russian["answers"]["reasons"]), {"trainers", "schedule"})
        self.assertEqual(russian["answers"]["words"].lower(), "все хорошо")
        self.assertEqual(english["answers"]["words"].lower(), "too cold")
        self.assertEqual(russian["contact"]["channel"], "phone")
        self.assertIsNone(english.get("contact"))
        self.assertRegex(russian["code"], "^[23456789ABCEHKMPTXY]{4}$")
        self.close(hub, terminal)
        self.nowhere_in_the_clear()

    def nowhere_in_the_clear(self):
        looked = 0
        for path in self.club.folder.rglob("*"):
            if path.is_file() and path.name != "targets.json":
                looked += 1
                self.assertNotIn(PHONE[-7:].encode(), path.read_bytes(), f"a phone number stands readable in {path}")
        self.assertGreater(looked, 3)


class Portrait(Scenario):
    """The same on an upright display; back and skip on the way."""

    def test(self):
        hub = self.enrolled()
        terminal = self.club.terminal(self.club.display("800x1280"), size="800x1280", lang="ru")
        member.score(terminal, 7)
        terminal.tap("back")
        terminal.wait_screen("page.score")
        terminal.tap("nps.8")
        terminal.wait_screen("page.why")
        terminal.picture("why")
        terminal.tap("skip")
        terminal.wait_screen("page.contact_page")
        terminal.tap("skip")
        terminal.wait_screen("thanks")
        terminal.picture("thanks")
        found = wait_until("the answer on the hub", lambda: [event["data"] for event in hub.events(self.club.reader) if event["data"]["code"]], 30)
        self.assertEqual([(data["score"], data["answers"].get("reasons")) for data in found], [(8, None)])


class HubDown(Scenario):
    """Nobody answers while members do; later everything arrives, in order and once."""

    def test(self):
        self.enrolled().stop()
        terminal = self.club.terminal(self.club.display())
        wanted = [10, 0, 7]
        for value in wanted:
            member.answer(terminal, value, ["price"])
            member.leave(terminal)
        hub = self.club.hub()
        self.scores(hub, wanted)
        self.close(hub, terminal)


class HubKilledInABatch(Scenario):
    """kill -9 with half of a batch on the line, then with a batch taken in and its answer not yet given."""

    def test(self):
        proxy = Proxy(self.club.port)
        self.addCleanup(proxy.close)
        hub = self.enrolled(f"http://127.0.0.1:{proxy.port}")
        hub.stop()
        terminal = self.club.terminal(self.club.display())
        wanted = []
        for moment in ("request", "answer"):
            for value in (9, 2, 8, 10, 5):
                member.answer(terminal, value)
                member.leave(terminal)
                wanted.append(value)
            hub = self.club.hub()
            proxy.arm(moment, hub.kill)
            self.assertTrue(proxy.struck.wait(ARRIVES_S), f"no batch came to be broken off at the {moment}")
        hub = self.club.hub()
        self.scores(hub, wanted)
        self.close(hub, terminal)


class CaptivePortal(Scenario):
    """A portal answers 200 with a page, another redirects: neither is taken for the hub."""

    def test(self):
        hub = self.enrolled()
        hub.stop()
        terminal = self.club.terminal(self.club.display())
        wanted = []
        for redirects in (False, True):
            portal = Portal(self.club.port, redirects)
            member.answer(terminal, 9 - redirects)
            member.leave(terminal)
            wanted.append(9 - redirects)
            wait_until("the terminal to try its luck with the portal", lambda: portal.asked, ARRIVES_S)
            self.assertNotIn("/login", portal.asked, "a redirect was followed")
            portal.close()
        hub = self.club.hub()
        self.scores(hub, wanted)
        self.close(hub, terminal)


class RevokedToken(Scenario):
    """A revoked terminal goes on collecting and says why it does not send; enrolled anew, it delivers everything."""

    def test(self):
        hub = self.enrolled()
        display = self.club.display()
        terminal = self.club.terminal(display)
        member.answer(terminal, 9)
        member.leave(terminal)
        self.scores(hub, [9])
        hub.stop()
        run(machine.HUB, "device", "revoke", "--store", machine.store(self.club.folder), "--site", "club", "--name", "lobby")
        hub = self.club.hub()
        for value in (1, 10):
            member.answer(terminal, value)
            member.leave(terminal)
        self.scores(hub, [9])
        self.assertEqual(terminal.stop(), 0)
        pin = self.club.new_pin()
        terminal = self.club.terminal(display)
        self.staff_see(terminal, pin, "status", "something marked as wrong", lambda wrong, well: wrong > BAR_PIXELS and well > BAR_PIXELS)
        self.assertEqual(terminal.stop(), 0)

        code, said = run(machine.TERMINAL, "enroll", "--data", self.club.data, "--hub", hub.url, "--token", "not-a-token", ok=False)
        self.assertNotEqual(code, 0)
        self.assertEqual(len(said.strip().splitlines()), 1, said)
        hub.stop()
        token = machine.add_device(self.club.folder, "lobby-2")
        hub = self.club.hub()
        self.club.enroll(hub.url, token)
        terminal = self.club.terminal(display)
        self.scores(hub, [9, 1, 10])
        self.staff_see(terminal, pin, "status-after", "everything marked as well", lambda wrong, well: wrong == 0 and well > BAR_PIXELS)
        self.close(hub, terminal)

    def staff_see(self, terminal, pin, picture, what, condition):
        """Through the PIN to the state of the terminal, whose rows are marked by bars of two colours; their pixels must come to satisfy."""
        terminal.wait_screen("attract")
        terminal.tap("staff.corner", hold_s=3.6)
        terminal.wait_screen("staff.pin")
        for digit in pin:
            terminal.tap(f"pin.{digit}")
        terminal.wait_screen("staff.queue")
        terminal.tap("sections.open")
        terminal.tap("status.open")
        terminal.wait_screen("staff.status")
        try:
            wait_until(what, lambda: condition(terminal.pixels(WRONG), terminal.pixels(WELL)))
        finally:
            terminal.picture(picture)
        terminal.tap("staff.close")
        terminal.wait_screen("attract")


class EnrolledByCode(Scenario):
    """A terminal without a hub takes scores; the owner types address and code on its screen, and everything arrives, without a restart of
    the program. The code is worth nothing afterwards; a terminal that is moved by another code from the command line delivers on."""

    def test(self):
        self.club.hub().stop()
        code = self.code("add", "lobby-2", "--code")
        hub = self.club.hub()
        self.assertEqual(run(machine.TERMINAL, "site-key", "--data", self.club.data, ok=False)[0], 0)
        pin = self.club.new_pin()
        display = self.club.display()
        terminal = self.club.terminal(display)
        member.answer(terminal, 9)
        member.leave(terminal)
        self.enrol(terminal, pin, hub.url, code)
        self.scores(hub, [9])
        member.answer(terminal, 4)
        member.leave(terminal)
        self.scores(hub, [9, 4])
        said = run(machine.TERMINAL, "enroll", "--data", self.club.folder / "another", "--hub", hub.url, "--code", code, ok=False)
        self.assertNotEqual(said[0], 0)
        self.assertIn("was used", said[1])
        self.assertNotIn(code.replace(" ", ""), (self.club.folder / "hub.log").read_text() + terminal.said())
        self.assertEqual(terminal.stop(), 0)

        hub.stop()
        code = self.code("code", "lobby-2")
        hub = self.club.hub()
        self.assertIn("lobby-2", run(machine.TERMINAL, "enroll", "--data", self.club.data, "--hub", hub.url, "--code", code))
        terminal = self.club.terminal(display)
        member.answer(terminal, 10)
        member.leave(terminal)
        self.scores(hub, [9, 4, 10])
        self.close(hub, terminal)

    def code(self, command, name, *more):
        store = machine.store(self.club.folder)
        return run(machine.HUB, "device", command, "--store", store, "--site", "club", "--name", name, *more).strip().splitlines()[-1]

    def enrol(self, terminal, pin, url, code):
        terminal.wait_screen("attract")
        terminal.tap("staff.corner", hold_s=3.6)
        terminal.wait_screen("staff.pin")
        for digit in pin:
            terminal.tap(f"pin.{digit}")
        terminal.wait_screen("staff.queue")
        terminal.tap("sections.open")
        terminal.wait_screen("staff.sections")
        drag = [word for y in (560, 460, 360, 260, 160) for word in ("mousemove", 640, y, "sleep", 0.05)]  # it lies below the fold
        terminal.touch("mousemove", 640, 660, "mousedown", 1, *drag, "sleep", 0.3, "mouseup", 1)
        for target, screen in (("admin.device", "admin.device"), ("device.hub", "admin.device.hub"), ("device.enrol", "admin.device.address")):
            terminal.tap(target)
            terminal.wait_screen(screen)
        terminal.keys(url)
        terminal.tap("care.send")
        terminal.wait_screen("admin.device.code")
        for digit in code.replace(" ", ""):
            terminal.tap(f"key.{digit}")
        terminal.tap("device.code.send")
        terminal.wait_screen("admin.device.work")
        terminal.tap("device.done")
        terminal.wait_screen("attract")


class TerminalKilled(Scenario):
    """kill -9 as soon as a member has been thanked, again and again: everyone who was thanked is counted, once."""

    def test(self):
        hub = self.enrolled()
        display = self.club.display()
        wanted = [9, 4, 7, 10]
        for value in wanted:
            terminal = self.club.terminal(display)
            member.answer(terminal, value)
            terminal.kill()
        terminal = self.club.terminal(display)
        self.scores(hub, wanted)
        self.close(hub, terminal)


class Abandoned(Scenario):
    """Someone walks away: asked "still here?", then kept as abandoned. Also when the terminal is switched off in the middle."""

    def test(self):
        hub = self.enrolled()
        display = self.club.display()
        terminal = self.club.terminal(display, idle_s=2)
        member.score(terminal, 6)
        terminal.wait_screen("still_here", 60)
        terminal.picture("still_here")
        terminal.tap("still.here")
        terminal.wait_screen("page.why")
        terminal.wait_screen("still_here", 60)
        terminal.wait_screen("attract", 90)
        member.score(terminal, 10)
        self.assertEqual(terminal.stop(), 0)
        self.club.terminal(display)
        found = self.arrived(hub, 2)
        self.assertEqual([data["score"] for data in found], [6, 10])
        self.assertEqual([data["code"] for data in found], ["", ""], "nobody was thanked, so nobody has a code")
        stats = hub.get("/v1/stats", self.club.reader)
        self.assertEqual((stats["completed"], stats["abandoned"], stats["nps"]), (0, 2, None))


class Start(Scenario):
    """platform/start with no display: hub, terminal and a browser view come up; again at once finds them; --stop ends them."""

    def start(self, *words, ok=True):
        env = {name: value for name, value in machine.os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = machine.subprocess.run([machine.ROOT / "platform" / "start", "--data", self.club.folder / "data", *words], env=env, capture_output=True,
                                      text=True, timeout=500)
        if ok:
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def test(self):
        self.addCleanup(self.start, "--stop", ok=False)
        port = free_port()
        said = self.start("--port", str(port), "--sample", "--lang", "en")
        self.assertRegex(said, r"PIN.*\b\d{8}\b")
        self.assertRegex(said, r"(?i)phrase")
        web = re.search(r"http://127\.0\.0\.1:\d+/vnc\.html", said)
        self.assertTrue(web, said)
        for url in (web.group(0), f"http://127.0.0.1:{port}/healthz"):
            with machine.urllib.request.urlopen(url, timeout=5) as answer:
                self.assertEqual(answer.status, 200)
        shown = machine.json.loads((self.club.folder / "data" / "run" / "targets.json").read_text())
        self.assertEqual(shown["screen"], "attract")

        again = self.start("--port", str(port))
        self.assertIn("already running", again)
        self.assertNotRegex(again, r"\b\d{8}\b", "the PIN was shown a second time")
        self.assertNotRegex("".join(log.read_text(errors="replace") for log in (self.club.folder / "data" / "logs").iterdir()), r"PIN.*\d{8}")
        self.assertRegex(self.start("--stop"), "stopped the hub")
        stats = machine.json.loads(run(machine.HUB, "stats", "--store", f"sqlite:{self.club.folder / 'data' / 'hub.db'}", "--json"))
        self.assertGreaterEqual(stats["responses"], 100, "the sample answers are not on the hub")
        self.assertIn("unknown option", self.start("--nonsense", ok=False))


class OneConnection(Scenario):
    """A database in use is not opened a second time: one line says so, and the running ones go on."""

    def test(self):
        hub = self.enrolled()
        terminal = self.club.terminal(self.club.display())
        for command in ([machine.TERMINAL, "verify", "--data", self.club.data], [machine.TERMINAL, "stats", "--data", self.club.data, "--json"],
                        [machine.HUB, "verify", "--store", machine.store(self.club.folder)],
                        [machine.HUB, "serve", "--listen", f"127.0.0.1:{free_port()}", "--store", machine.store(self.club.folder)]):
            code, said = run(*command, ok=False)
            self.assertNotEqual(code, 0, command)
            self.assertEqual(len(said.strip().splitlines()), 1, said)
        member.answer(terminal, 10)
        self.scores(hub, [10])
        self.close(hub, terminal)


if __name__ == "__main__":
    unittest.main()
