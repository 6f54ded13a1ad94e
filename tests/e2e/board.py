"""Members and staff at the chalk board of a terminal, by touching what is on the screen."""
import member
from machine import wait_until


def arrive(terminal):
    """From the attract screen to the board."""
    terminal.wait_screen("attract")
    terminal.tap("board.open")
    terminal.wait_screen("board")


def leave(terminal):
    terminal.tap("board.close")
    terminal.wait_screen("attract")


def write(terminal, text, private=False):
    """A typed note from the board to the screen with its code; back on the board. What it says there stays unseen: the event tells."""
    terminal.tap("board.write")
    wait_until("the writing screen", lambda: terminal.screen().startswith("write."))
    if not terminal.target("note.text"):
        terminal.tap("write.letters")
        terminal.wait_screen("write.letters")
    if not terminal.target("key.space"):
        terminal.tap("note.text")
    member.type_words(terminal, text)
    terminal.picture("written")
    if not terminal.target("note.preview"):
        terminal.tap("key.enter")
    terminal.tap("note.preview")
    terminal.wait_screen("write.preview")
    terminal.tap("note.private" if private else "note.public")
    terminal.picture("preview")
    terminal.tap("note.send")
    terminal.wait_screen("write.sent")
    terminal.picture("sent")
    terminal.tap("done")
    terminal.wait_screen("board")


def shows(terminal, note):
    """Is the note drawn on the board that the terminal shows?"""
    return terminal.target(f"note.{note[-8:]}.open") is not None


def find(terminal, code):
    """Looks a note up by its code, from the board; the screen it leads to."""
    terminal.tap("board.find")
    terminal.wait_screen("board.find")
    for letter in code:
        terminal.tap(f"find.{letter}")
    terminal.tap("find.show")
    return wait_until("the note of the code", lambda: terminal.screen() if terminal.screen() != "board.find" else None)


class Desk:
    """The staff at one terminal: through the PIN to the care of the board, an act, and out again."""

    def __init__(self, terminal, pin, name):
        self.terminal, self.pin, self.name, self.signed = terminal, pin, name, False

    def enter(self):
        """Through the PIN to what waits."""
        terminal = self.terminal
        terminal.wait_screen("attract")
        terminal.tap("staff.corner", hold_s=3.6)
        terminal.wait_screen("staff.pin")
        for digit in self.pin:
            terminal.tap(f"pin.{digit}")
        terminal.wait_screen("staff.queue")
        self.signed = False

    def open(self, note=None):
        terminal = self.terminal
        self.enter()
        terminal.tap("sections.open")
        terminal.tap("care.open")
        terminal.wait_screen("staff.care")
        if note:
            terminal.tap(f"note.{note[-8:]}.open")
            terminal.wait_screen("staff.note")

    def sign(self):
        """Asked once of whoever came in with the terminal's PIN: who it is."""
        if self.signed:
            return
        self.terminal.wait_screen("staff.sign")
        member.type_words(self.terminal, self.name)
        self.terminal.picture("sign")
        self.terminal.tap("care.send")
        self.signed = True

    def act(self, *targets):
        """Taps these in order, signs if asked, and comes back to the note."""
        for target in targets:
            self.terminal.tap(target)
        self.sign()
        self.terminal.wait_screen("staff.note")

    def reply(self, text):
        self.terminal.tap("care.reply")
        self.terminal.wait_screen("staff.reply")
        member.type_words(self.terminal, text)
        self.terminal.picture("reply")
        self.act("care.send")

    def waits(self, note):
        """Does it stand in the queue that the terminal shows?"""
        return self.terminal.target(f"queue.{note[-8:]}.open") is not None

    def close(self):
        self.terminal.picture("desk")
        self.terminal.tap("staff.close")
        self.terminal.wait_screen("attract")
