"""Lists of whom to call, in the real windows of two terminals: brought as a file, called once, never again means never on either.

Each class is one scenario and one ctest test.
"""
from board_scenarios import ARRIVES_S, BoardScenario
from machine import wait_until

PEOPLE = [("Вера Новикова", "впервые", "8 916 123-45-01"), ("Глеб Орлов", "постоянный", "+7 916 123-45-02"), ("Дина Ким", "ушла", "9161234503")]
TABLE = "\r\n".join(["Имя;Статус;Телефон"] + [";".join(person) for person in PEOPLE] + ["Без номера;;"]) + "\r\n"


def rows(terminal):
    """The targets of the rows that the list shows, as they stand."""
    return [target["id"] for target in terminal.shown()["targets"] if target["id"].startswith("call.") and target["id"].endswith(".open")]


def bring(terminal):
    """From the queue: looks at the file in the terminal's folder and takes what is good of it; the rows."""
    (terminal.data / "import" / "yesterday.csv").write_text(TABLE, encoding="utf-8")
    terminal.tap("calls.open")
    terminal.wait_screen("staff.calls")
    terminal.tap("import.open")
    terminal.wait_screen("staff.import")
    terminal.picture("import")
    terminal.tap("import.0.open")
    terminal.wait_screen("staff.sheet")
    terminal.picture("sheet")
    terminal.tap("import.keep")
    terminal.wait_screen("staff.calls")
    return wait_until("the rows of the list", lambda: rows(terminal) if len(rows(terminal)) == len(PEOPLE) else None)


class OneCall(BoardScenario):
    """One client refuses, one is talked to at the first terminal; the second offers neither again. Names and numbers stay sealed everywhere."""

    def test(self):
        lobby, hall = self.lobby, self.hall
        first, second = self.desks
        first.enter()
        refuses, talks, _ = bring(lobby)  # first visits first, then those who stopped coming
        lobby.tap(refuses)
        lobby.wait_screen("staff.call")
        lobby.picture("call")
        lobby.tap("call.never")
        lobby.tap("call.never.sure")
        first.sign()
        lobby.wait_screen("staff.calls")
        refused = self.on_hub("chalkpoint.call.noted.v1", 1)[0]["data"]
        self.assertEqual(refused["outcome"], "refused")

        lobby.tap(talks)
        lobby.wait_screen("staff.call")
        lobby.tap("call.start")
        lobby.wait_screen("staff.form.call")
        lobby.picture("form")
        lobby.tap("status.lost")
        lobby.tap("score.9")
        lobby.tap("next")
        lobby.wait_screen("staff.calls")
        noted = self.on_hub("chalkpoint.call.noted.v1", 2)
        self.assertEqual(sorted(event["data"]["outcome"] for event in noted), ["refused", "talked"])
        answered = self.on_hub("chalkpoint.response.completed.v1", 1)[0]["data"]
        self.assertEqual((answered["touchpoint"], answered["score"]), ("call", 9))
        self.assertEqual(answered["about"], next(event["data"]["about"] for event in noted if event["data"]["outcome"] == "talked"))
        lobby.picture("called")
        lobby.tap("staff.close")

        second.enter()
        bring(hall)
        wait_until("one of three to be left to call", lambda: hall.target("list.calls")["label"].endswith("· 1"), ARRIVES_S)
        hall.picture("left")
        hall.tap("staff.close")
        self.close()
        for store in (lobby.data, hall.data, self.club.folder):
            for file in store.glob("*.db*"):
                octets = file.read_bytes()
                for name, _, number in PEOPLE:
                    digits = "".join(digit for digit in number if digit.isdigit())[-10:]
                    for clear in (name.encode(), digits.encode()):
                        self.assertNotIn(clear, octets, f"{file} tells who was called")
