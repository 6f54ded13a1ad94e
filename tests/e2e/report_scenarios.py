"""A whole day of the club at two real terminals and one hub, and the report of it, right to the last figure on both.

Each class is one scenario and one ctest test.
"""
import concurrent.futures
import datetime
import json
import math
import statistics
import time
import unittest

import board
import machine
import member
from board_scenarios import ARRIVES_S, IDLE_S, BoardScenario
from machine import wait_until

GAP_S = 21.0  # between two notes of a terminal; the terminal asks for twenty
REASONS = ("trainers", "cleanliness", "equipment", "schedule", "reception", "price")


def give(terminal, score, reason="", words=""):
    """A member's whole answer."""
    member.score(terminal, score)
    if reason:
        terminal.tap(f"reasons.{reason}")
    if words:
        terminal.tap("words")
        member.type_words(terminal, words)
        if not terminal.target("next"):
            terminal.tap("key.enter")
    terminal.tap("next")
    terminal.wait_screen("page.contact_page")
    member.contact(terminal)
    member.leave(terminal)


class Member:
    """Who comes to one terminal: answers, and a note now and then."""

    def __init__(self, terminal):
        self.terminal, self.written_s = terminal, -GAP_S

    def live(self, scores, notes):
        for at, score in enumerate(scores):
            give(self.terminal, score, REASONS[score % len(REASONS)], "дует" if score in (2, 4) else "")
            if notes and at % 2 == 1:
                time.sleep(max(0.0, self.written_s + GAP_S - time.monotonic()))
                board.arrive(self.terminal)
                board.write(self.terminal, notes.pop(0))
                board.leave(self.terminal)
                self.written_s = time.monotonic()


def both(*works):
    """Two people do something at the same time."""
    with concurrent.futures.ThreadPoolExecutor(len(works)) as pool:
        for done in [pool.submit(*work) for work in works]:
            done.result()


def tally(responses):
    """What the README says of a score, counted anew."""
    done = [one for one in responses if one["type"].endswith("completed.v1")]
    scores = [one["data"]["score"] for one in done if "score" in one["data"]]
    n, p, d = len(scores), sum(score >= 9 for score in scores), sum(score <= 6 for score in scores)
    out = {"responses": len(responses), "completed": len(done), "abandoned": len(responses) - len(done), "promoters": p, "passives": n - p - d, "detractors": d,
           "suspect": sum(bool(one["data"].get("suspect")) for one in responses), "nps": None, "margin": None, "change": "unknown", "scored_before": 0}
    if n >= 30:
        out["nps"] = math.copysign(math.floor(abs(1000 * (p - d) / n) + 0.5) / 10, p - d)
        share_p, share_d = (p + 0.75) / (n + 3), (d + 0.75) / (n + 3)
        out["margin"] = round(1960 * math.sqrt((share_p + share_d - (share_p - share_d) ** 2) / (n + 3))) / 10
    return out


def ms(event):
    return round(datetime.datetime.fromisoformat(event["time"]).timestamp() * 1000)


def counted(events):
    """The figures of these events of one day, by going through them. The clock runs day and night."""
    of = lambda kind: [event for event in events if event["type"] == f"chalkpoint.{kind}.v1"]  # noqa: E731
    responses = [event for event in events if event["type"].startswith("chalkpoint.response.")]
    low = [event for event in of("response.completed") if event["data"].get("score", 10) <= 6 and event["data"]["answers"].get("words")]
    came = low + of("note.written")
    first, done = {}, {}
    for event in of("note.replied"):
        first.setdefault(event["data"]["note"], []).append(ms(event))
    for event in of("voice.marked"):
        if event["data"]["state"] == "done":
            first.setdefault(event["data"]["response"], []).append(ms(event))
            done[event["data"]["response"]] = ms(event)
    waits = [min(first[item["id"]]) - ms(item) for item in came if item["id"] in first]
    took = [done[item["id"]] - ms(item) for item in came if item["id"] in done]
    minutes = lambda values: math.floor(statistics.median(values)) // 60_000 if values else None  # noqa: E731
    departments = sorted({value for one in responses for value in one["data"]["answers"].get("reasons", [])})
    return {"total": tally(responses), "by_touchpoint": {"lobby": tally(responses)}, "by_status": {},
            "by_department": {value: tally([one for one in responses if value in one["data"]["answers"].get("reasons", [])]) for value in departments},
            "answers": {"came": len(came), "answered": len(waits), "in_time": len(waits), "late": 0, "pending": len(came) - len(waits),
                        "in_time_percent": 100 if waits else None, "first_answer_minutes": minutes(waits), "solved": len(took), "resolution_minutes": minutes(took)},
            "cases": {"opened": 0, "solved": 0, "open": 0, "overdue": 0, "causes": {"unsaid": 0, "process": 0, "information": 0, "expectation": 0}}, "contact_openings": 0}


class DayOfTheClub(BoardScenario):
    """Forty answers and notes, two of the staff, one terminal offline for half of it, all answered; then the report of either terminal."""

    def setUp(self):
        super().setUp()
        for terminal in (self.lobby, self.hall):
            self.assertEqual(terminal.stop(), 0)
        self.pins = {}
        for name, role in (("Анна", "owner"), ("Пётр", "staff")):
            self.pins[name] = machine.run(machine.TERMINAL, "person", "add", "--data", self.club.data, "--name", name, "--role", role).split()[-1]
        listed = machine.run(machine.TERMINAL, "person", "list", "--data", self.club.data).splitlines()
        self.ids = {line.split("\t")[2]: line.split("\t")[0] for line in listed}
        self.lobby = self.club.terminal(self.lobby.display, idle_s=IDLE_S, lang="ru", hours="always")
        folder = self.club.folder / "hall"
        self.hall = self.club.keep(machine.Terminal(folder, self.hall.display, folder / "terminal", idle_s=IDLE_S, lang="ru", hours="always"))

    def sign_in(self, terminal, name):
        terminal.wait_screen("attract")
        terminal.tap("staff.corner", hold_s=3.3)
        terminal.wait_screen("staff.who")
        terminal.tap(f"who.{self.ids[name][-8:]}")
        terminal.wait_screen("staff.pin")
        for digit in self.pins[name]:
            terminal.tap(f"pin.{digit}")
        terminal.wait_screen("staff.queue")

    def waiting(self, terminal):
        return [target["id"] for target in terminal.shown()["targets"] if target["id"].startswith("queue.") and target["id"].endswith(".open") and target["id"] != "queue.open"]

    def answer_all(self, terminal, name):
        """Whoever signs in deals with everything in the queue, from the top."""
        self.sign_in(terminal, name)
        while self.waiting(terminal):
            terminal.tap(self.waiting(terminal)[0])
            screen = wait_until("what was opened", lambda: terminal.screen() if terminal.screen() in ("staff.note", "staff.voice") else None)
            if screen == "staff.voice":
                terminal.tap("care.done")
                terminal.wait_screen("staff.did")
            else:
                terminal.tap("care.show")  # which says nothing new of one that is shown
                terminal.tap("care.reply")
                terminal.wait_screen("staff.reply")
            member.type_words(terminal, "да")
            terminal.tap("care.send")
            terminal.wait_screen("staff.queue")
            time.sleep(0.3)  # until what is stored has left the list
        terminal.tap("staff.close")
        terminal.wait_screen("attract")

    def queue_empties(self, terminal, name):
        self.sign_in(terminal, name)
        wait_until("the queue to be empty", lambda: not self.waiting(terminal), ARRIVES_S)
        terminal.tap("staff.close")
        terminal.wait_screen("attract")

    def report(self, data, *more):
        return machine.run(machine.TERMINAL, "report", "--data", data, "--period", self.period, *more)

    def test(self):
        lobby, hall = self.lobby, self.hall
        today = datetime.date.today().isoformat()
        self.on_hub("chalkpoint.person.enlisted.v1", 2)
        here, there = Member(lobby), Member(hall)
        both((here.live, [10, 9, 2, 8, 10, 9, 7, 10], ["в сауне погас свет"]), (there.live, [9, 10, 4, 10, 6, 9, 8, 10, 1], ["дует у окна"]))
        self.on_hub("chalkpoint.response.completed.v1", 17)
        self.on_hub("chalkpoint.note.written.v1", 2)
        time.sleep(10)  # by then both have read the stream: they read every eight seconds
        self.answer_all(lobby, "Анна")
        self.queue_empties(hall, "Пётр")

        self.nets[1].cut()
        both((here.live, [10, 3, 9, 4, 10, 10, 9, 8], ["музыка громкая", "спасибо тренеру"]), (there.live, [9, 2, 10, 7, 10, 9, 0, 10, 9], ["мало полотенец", "фен сломан"]))
        both((self.answer_all, lobby, "Анна"), (self.answer_all, hall, "Пётр"))
        self.assertLessEqual(len([one for one in self.hub.events(self.club.reader) if one["type"] == "chalkpoint.note.written.v1"]), 4, "the hall was not offline")
        self.nets[1].mend()
        self.on_hub("chalkpoint.response.completed.v1", 34)
        self.on_hub("chalkpoint.note.replied.v1", 6)
        self.on_hub("chalkpoint.voice.marked.v1", 4)
        time.sleep(10)
        both((self.queue_empties, lobby, "Анна"), (self.queue_empties, hall, "Пётр"))
        # Whoever may see the report opens it in the window.
        self.sign_in(lobby, "Анна")
        lobby.tap("report.open")
        lobby.wait_screen("staff.report")
        lobby.tap("report.week")
        time.sleep(1)
        lobby.picture("report")
        lobby.tap("staff.close")
        self.sign_in(hall, "Пётр")
        self.assertIsNone(hall.target("report.open"))
        hall.tap("staff.close")
        hall.wait_screen("attract")

        events = self.hub.events(self.club.reader)
        self.close()
        self.period = f"{today}..{datetime.date.today().isoformat()}"
        reports = [json.loads(self.report(data, "--format", "json")) for data in (self.club.data, self.club.folder / "hall" / "terminal")]
        self.assertEqual(reports[0], reports[1])
        wanted = counted(events)
        self.assertEqual(wanted["total"]["completed"] + wanted["answers"]["came"] - 4, 40)
        self.assertIsNotNone(wanted["total"]["nps"])
        self.maxDiff = None
        self.assertEqual({name: reports[0][name] for name in wanted}, wanted)
        said = self.report(self.club.data, "--lang", "en")
        self.assertIn("the whole club", said)
        self.assertIn(f"{wanted['total']['promoters']} promoters", said)
        for kind, magic in (("pdf", b"%PDF-"), ("png", b"\x89PNG")):
            page = self.club.folder / f"page.{kind}"
            self.report(self.club.data, "--format", kind, "--out", page)
            self.assertTrue(page.read_bytes().startswith(magic))
        code, said = machine.run(machine.TERMINAL, "report", "--data", self.club.data, "--period", "someday", ok=False)
        self.assertEqual((code, "2026-11-16..2026-11-22" in said), (1, True), said)


if __name__ == "__main__":
    unittest.main()
