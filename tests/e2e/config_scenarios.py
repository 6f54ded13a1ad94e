"""The settings of a fleet by a file: applied on one terminal, they take effect on the other, which goes on running.

Each class is one scenario and one ctest test.
"""
import json
import subprocess

import machine
from board_scenarios import ARRIVES_S, BoardScenario
from machine import wait_until


class FleetByFile(BoardScenario):
    """A running terminal refuses a command; a file with faults changes nothing; a good one arrives at the other, live."""

    def config(self, *words):
        """Exit code and all that was said, of the lobby's terminal."""
        done = subprocess.run([machine.TERMINAL, "config", words[0], "--data", self.club.data, *words[1:]], capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout + done.stderr

    def test(self):
        lobby, hall = self.lobby, self.hall
        file = self.club.folder / "settings.json"
        file.write_text(json.dumps({"languages.offered": ["en"], "times.thanks_s": 9, "look.accent": "#92C7F0", "display.calm": True}))
        code, said = self.config("apply", file)
        self.assertNotEqual(code, 0)
        self.assertEqual(len(said.strip().splitlines()), 1, said)
        self.assertIsNotNone(hall.target("lang.ru"))
        self.assertEqual(lobby.stop(), 0)

        bad = self.club.folder / "bad.json"
        bad.write_text(json.dumps({"languages.offered": ["de"], "times.thanks_s": 900, "club.name": "Волна"}))
        code, said = self.config("apply", bad)
        self.assertNotEqual(code, 0)
        for key in ("languages.offered", "times.thanks_s"):
            self.assertIn(key, said)
        self.assertEqual(self.config("get", "club.name"), (0, "\n"))

        self.assertEqual(self.config("apply", file), (0, "4 settings changed\n"))
        self.assertEqual(self.config("apply", file), (0, "0 settings changed\n"))
        whole = self.club.folder / "whole.json"
        whole.write_text(self.config("export")[1])
        self.assertEqual(self.config("apply", whole), (0, "0 settings changed\n"))

        self.lobby = self.club.terminal(self.club.display(), idle_s=900)
        wait_until("the settings on the terminal that went on", lambda: hall.check() or hall.target("lang.ru") is None, ARRIVES_S)
        self.assertEqual(hall.screen(), "attract")
        self.assertIsNone(self.lobby.target("lang.ru"))
        self.close()
        for folder, calm in ((self.club.data, "true"), (self.club.folder / "hall" / "terminal", "false")):
            said = machine.run(machine.TERMINAL, "config", "get", "display.calm", "--data", folder)
            self.assertEqual(said.strip(), calm, "what belongs to one terminal goes to no other")
            self.assertEqual(machine.run(machine.TERMINAL, "config", "get", "look.accent", "--data", folder).strip(), "#92C7F0")
