"""A member before the terminal: goes through the shipped survey by touching what is on the screen."""
from machine import wait_until


def type_words(terminal, text):
    """By the on-screen keyboard, which must be open."""
    for letter in text:
        terminal.tap("key.space" if letter == " " else f"key.{letter}")


def score(terminal, value, language=None):
    """The first tap, on the attract screen; in another language when asked."""
    terminal.wait_screen("attract")
    if language:
        before = terminal.shown()
        terminal.tap(f"lang.{language}")
        wait_until("the other language", lambda: terminal.shown() != before)  # its lines are longer or shorter: buttons move
    terminal.tap(f"nps.{value}")
    terminal.wait_screen("page.why")


def why(terminal, reasons=(), words=""):
    for reason in reasons:
        terminal.tap(f"reasons.{reason}")
    if words:
        terminal.tap("words")
        type_words(terminal, words)
        terminal.picture("words")
        if not terminal.target("next"):
            terminal.tap("key.enter")
    terminal.tap("next")
    terminal.wait_screen("page.contact_page")


def contact(terminal, phone=""):
    """Ends the survey; returns when "thank you" is drawn."""
    if phone:
        terminal.tap("contact.yes")
        wait_until("the phone pad", lambda: terminal.target("key.9") or (terminal.target("phone") and not terminal.tap("phone")))
        type_words(terminal, phone)
        terminal.picture("phone")
        terminal.tap("consent.agree")
    else:
        terminal.tap("contact.no")
    terminal.wait_screen("thanks")


def answer(terminal, value, reasons=(), words="", phone="", language=None):
    """The whole survey up to the thank-you."""
    score(terminal, value, language)
    why(terminal, reasons, words)
    contact(terminal, phone)


def leave(terminal):
    terminal.tap("done")
    terminal.wait_screen("attract")
