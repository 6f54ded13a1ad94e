#!/usr/bin/env python3
"""A client of the hub written from sync/wire/PROTOCOL.md alone, sharing no code with ours; it talks to a real hub.

usage: independent_client.py HUB_PROGRAM
"""

import base64
import datetime
import gzip
import hashlib
import http.client
import json
import os
import subprocess
import sys
import tempfile
import uuid

BATCH = "application/cloudevents-batch+json"
ACK = "application/vnd.chalkpoint.ack+json"
PAGE = "application/vnd.chalkpoint.page+json"
SITE = "application/vnd.chalkpoint.site+json"
PROBLEM = "application/problem+json"


def blake(data):
    return hashlib.blake2b(data, digest_size=32).digest()


def canonical(value):
    """RFC 8785 for what is used here: ASCII keys, texts and small integers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Store:
    """One life of a store."""

    def __init__(self, site, device):
        self.site, self.device = site, device
        self.epoch = os.urandom(8).hex()
        self.chain = bytes(32)
        self.bodies = []
        self.events = []

    def add(self, score, sealed=None):
        at = datetime.datetime(2026, 11, 21, 18, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
        at += datetime.timedelta(seconds=97 * len(self.bodies), milliseconds=123)
        unix_ms = round(at.timestamp() * 1000)
        data = {"answers": {"nps": score}, "code": "K7PX", "duration_ms": 5000, "language": "ru", "revision": 1,
                "score": score, "survey": "nps", "touchpoint": "lobby"}
        if sealed:
            data["contact"] = {"channel": "phone", "consent": "1", "digest": blake(sealed).hex()}
        counter = 1 if len(self.bodies) % 3 == 2 else 0
        octets = bytearray(unix_ms.to_bytes(6, "big") + os.urandom(10))
        octets[6], octets[8] = octets[6] & 0x0F | 0x70, octets[8] & 0x3F | 0x80
        body = {"boot": "boot-1", "data": data, "epoch": self.epoch, "hlc": f"{unix_ms}.{counter}",
                "id": str(uuid.UUID(bytes=bytes(octets))), "mono_ms": 1000 + 97_000 * len(self.bodies),
                "sequence": len(self.bodies) + 1,
                "time": at.isoformat(timespec="milliseconds"), "type": "chalkpoint.response.completed.v1"}
        self.chain = blake(self.chain + canonical(body).encode())
        event = {"specversion": "1.0", "source": f"/sites/{self.site}/devices/{self.device}/{self.epoch}",
                 "id": body["id"], "type": body["type"], "time": body["time"], "sequence": f"{body['sequence']:020}",
                 "boot": body["boot"], "bootms": str(unix_ms - body["mono_ms"]), "hash": self.chain.hex(), "data": data}
        if counter:
            event["hlc"] = body["hlc"]
        if sealed:
            event["sealed"] = base64.b64encode(sealed).decode()
        self.bodies.append(body)
        self.events.append(event)


class Client:
    def __init__(self, address, token):
        self.connection = http.client.HTTPConnection(address, timeout=20)
        self.token = token

    def ask(self, method, path, body=None, headers=None):
        self.connection.request(method, path, body, {"Authorization": f"Bearer {self.token}", **(headers or {})})
        answer = self.connection.getresponse()
        return answer.status, answer.getheader("Content-Type", "").split(";")[0], answer.read()

    def post(self, events, packed=True, content_type=BATCH):
        # `data` must travel in canonical form; everything around it may be as it likes.
        body = ("[ " + " ,\n".join(canonical(event) for event in events) + " ]").encode()
        headers = {"Content-Type": content_type}
        if packed:
            headers["Content-Encoding"] = "gzip"
        status, kind, text = self.ask("POST", "/v1/events", gzip.compress(body) if packed else body, headers)
        return status, kind, json.loads(text), blake(body).hex()


def check(condition, what):
    if not condition:
        sys.exit(f"FAILED: {what}")


def statuses(ack):
    return [outcome["status"] for outcome in ack["outcomes"]]


def scenario(address, mine, other):
    client, second = Client(address, mine), Client(address, other)
    status, kind, text = client.ask("GET", "/v1/site")
    site = json.loads(text)
    check((status, kind) == (200, SITE), f"site: {status} {kind}")
    check(len(base64.b64decode(site["key"], validate=True)) == 32, "the site's key has 32 octets")

    store = Store(site["site"], site["device"])
    for i in range(9):
        store.add(i, sealed=os.urandom(304) if i == 4 else None)

    status, kind, ack, digest = client.post(store.events[:4])
    check((status, kind) == (200, ACK), f"first batch: {status} {kind} {ack}")
    check(ack["batch"] == digest, "the digest is echoed")
    check(ack["hub_epoch"] == site["hub_epoch"], "the hub epoch is the site's")
    check(ack["held_through"] == 4 and statuses(ack) == ["accepted"] * 4, f"taken: {ack}")

    status, kind, ack, digest = client.post(store.events[6:])
    check((status, kind) == (409, ACK), f"gap: {status} {kind}")
    check(ack["held_through"] == 4 and ack["outcomes"] == [] and ack["batch"] == digest, f"gap: {ack}")

    status, kind, ack, _ = client.post(store.events[2:], packed=False)
    check(status == 200 and ack["held_through"] == 9, f"rest: {status} {ack}")
    check(statuses(ack) == ["duplicate"] * 2 + ["accepted"] * 5, f"known ones are duplicates: {ack}")

    store.add(10)
    forged = dict(store.events[9], time=store.events[9]["time"].replace(".123", ".124"))
    status, _, ack, _ = client.post([forged])
    check(status == 200 and statuses(ack) == ["quarantined"] and ack["outcomes"][0]["reason"], f"broken chain: {ack}")
    check(ack["held_through"] == 10, "a quarantined event holds nobody up")

    status, kind, problem, _ = client.post([dict(store.events[0], source="/sites/x/devices/y/" + store.epoch)])
    check((status, kind) == (403, PROBLEM) and problem["title"], f"another's source: {status} {kind}")
    check(client.post([])[0] == 400, "an empty batch is none")
    check(client.post(store.events[:1], content_type="text/plain")[0] == 415, "another type is refused")
    check(Client(address, "wrong").post(store.events[:1])[:2] == (401, PROBLEM), "an unknown token is refused")

    status, kind, text = second.ask("GET", "/v1/events?after=0")
    page = json.loads(text)
    check((status, kind) == (200, PAGE) and page["more"] is False, f"page: {status} {text}")
    check(page["after"] == 0 and page["reader"].startswith("/sites/club-1/devices/"), "a page says what it answers")
    status, kind, text = second.ask("GET", f"/v1/events?after={page['events'][4]['hubseq']}")
    rest = json.loads(text)
    check(rest["events"] == page["events"][5:] and rest["through"] == page["through"], "a page begins where it is told to")
    chain = bytes(32)
    down = page["events"]
    for body, event in zip(store.bodies[:9], down, strict=False):
        chain = blake(chain + canonical(body).encode())
        check(event["hash"] == chain.hex() and event["data"] == body["data"], f"event {body['sequence']} came down")
        check("sealed" not in event, "contacts never come down")
    check([int(event["hubseq"]) for event in down] == sorted({int(event["hubseq"]) for event in down}), "places rise")
    check(len(down) >= 9 and rest["more"] is False, "all of it came down")
    own = json.loads(client.ask("GET", "/v1/events?after=0")[2])
    check(own["events"] == [] and own["through"] == rest["through"], "own events are passed over")
    known = json.loads(client.ask("GET", f"/v1/events?after=0&own={store.epoch}:6&own={'0' * 16}:0")[2])
    check(known["events"] == page["events"][6:] and known["through"] == rest["through"], "what is held is passed over, and no more")
    check(client.ask("GET", f"/v1/events?after=0&own={store.epoch}")[:2] == (400, PROBLEM), "what is held is said clearly")


def main():
    hub = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:{folder}/hub.db"
        tokens = [subprocess.run([hub, "device", "add", "--store", store, "--site", "club-1", "--name", name], check=True,
                                 capture_output=True, text=True).stdout.split()[-1] for name in ("left", "right")]
        server = subprocess.Popen([hub, "serve", "--listen", "127.0.0.1:0", "--store", store], stdout=subprocess.PIPE, text=True)
        try:
            address = server.stdout.readline().strip().rsplit("//", 1)[-1].split()[-1].rstrip("/.")
            scenario(address, *tokens)
        finally:
            server.terminate()
            server.wait(20)
    print("a client written from PROTOCOL.md alone gets along with the hub")


if __name__ == "__main__":
    main()
