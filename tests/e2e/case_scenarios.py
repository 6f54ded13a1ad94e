"""Two real terminals of one club and one hub: the club's work on what was said at either.

Each class is one scenario and one ctest test.
"""
import json
import time
import unittest

import board
import machine
import member
from board_scenarios import ARRIVES_S, BoardScenario
from machine import wait_until

READ_S = 12.0  # a terminal reads every eight seconds; what it has read so far shows nowhere


class OneCase(BoardScenario):
    """A low score given on one terminal is worked on and resolved on the other, leaves both queues, and both tell the same history; members read what came of it."""

    def cases(self, data):
        return machine.run(machine.TERMINAL, "export", "--data", data, "--cases", "--format", "jsonl")

    def test(self):
        lobby, hall = self.lobby, self.hall
        member.answer(lobby, 2, reasons=["cleanliness"], words="грязно")
        member.leave(lobby)
        voice = self.on_hub("chalkpoint.response.completed.v1", 1)[0]["id"]

        here, there = self.desks
        there.enter()
        wait_until("the low score in the other terminal's queue", lambda: there.waits(voice), ARRIVES_S)
        hall.tap(f"queue.{voice[-8:]}.open")
        hall.wait_screen("staff.voice")
        hall.tap("case.open")
        hall.wait_screen("staff.case.department")
        hall.tap("department.none")
        there.sign()
        hall.wait_screen("staff.case")
        hall.tap("case.cause")
        hall.wait_screen("staff.case.cause")
        hall.tap("cause.process")
        hall.wait_screen("staff.case")
        hall.tap("case.due")
        hall.wait_screen("staff.case.due")
        hall.tap("due.3")
        hall.wait_screen("staff.case")
        self.on_hub("chalkpoint.case.described.v1", 3)

        # At the same time somebody comments at the other terminal.
        here.enter()
        lobby.tap("cases.open")
        lobby.wait_screen("staff.cases")
        lobby.tap(f"case.{voice[-8:]}.open")
        lobby.wait_screen("staff.case")
        lobby.tap("case.comment")
        lobby.wait_screen("staff.case.comment")
        member.type_words(lobby, "спросили смену")
        lobby.tap("care.send")
        here.sign()
        lobby.wait_screen("staff.case")
        self.on_hub("chalkpoint.case.commented.v1", 1)
        time.sleep(READ_S)

        hall.tap("case.resolve")
        hall.wait_screen("staff.case.how")
        hall.tap("how.corrected")
        hall.wait_screen("staff.case.solve")
        member.type_words(hall, "убрали")
        hall.tap("care.send")
        hall.wait_screen("staff.case.asking")
        hall.tap("ask.none")
        hall.wait_screen("staff.case")
        hall.picture("resolved")
        hall.tap("case.publish")
        hall.wait_screen("staff.case.said")
        member.type_words(hall, "было грязно")
        hall.tap("care.send")
        hall.wait_screen("staff.case.publish")
        hall.tap("care.send")
        hall.wait_screen("staff.case")
        note = self.on_hub("chalkpoint.note.published.v1", 1)[0]["id"]
        there.close()

        lobby.tap("note.back")
        lobby.wait_screen("staff.cases")
        lobby.tap("queue.open")
        lobby.wait_screen("staff.queue")
        wait_until("the resolved low score to leave the queue where it was given", lambda: not here.waits(voice), ARRIVES_S)
        here.close()
        self.board_of(lobby, "what came of it on the board", lambda: board.shows(lobby, note))
        self.close()
        told = self.cases(self.club.data)
        self.assertEqual(told, self.cases(self.club.folder / "hall" / "terminal"))
        self.assertEqual([step["type"].split(".")[2] for step in json.loads(told)["history"]],
                         ["described", "described", "described", "commented", "resolved", "published"])


if __name__ == "__main__":
    unittest.main()
