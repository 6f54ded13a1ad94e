// Our batches read by the CloudEvents project's own library: every event must be valid and come out with what we put in.
//   cloudevents.mjs --batch PROGRAM      PROGRAM prints a batch
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { HTTP } from "cloudevents";

const program = process.argv[process.argv.indexOf("--batch") + 1];
const body = execFileSync(program, { encoding: "utf8", maxBuffer: 4 << 20 });
const raw = JSON.parse(body);
assert.ok(raw.length >= 100, "the batch is too small to tell anything");

const events = HTTP.toEvent({ headers: { "content-type": "application/cloudevents-batch+json" }, body });
assert.equal(events.length, raw.length);

const extension = /^[a-z0-9]{1,20}$/; // CloudEvents 1.0, "Naming Conventions"
let sealed = 0;
events.forEach((event, i) => {
  event.validate(); // throws with the place
  assert.equal(event.specversion, "1.0");
  assert.match(event.type, /^chalkpoint\.[a-z]+\.[a-z]+\.v1$/);
  assert.match(event.source, /^\/sites\/club-1\/devices\/d-3f9a2c\/[0-9a-f]{16}$/);
  assert.equal(event.datacontenttype, "application/json");
  assert.equal(event.sequence, String(i + 1).padStart(20, "0"));
  assert.deepEqual(event.data, raw[i].data);
  assert.equal(new Date(event.time).getTime(), new Date(raw[i].time).getTime());
  for (const name of Object.keys(raw[i])) {
    assert.match(name, extension);
    if (name !== "data") assert.equal(typeof raw[i][name], "string", `${name} must be text`);
  }
  if (event.sealed !== undefined) {
    assert.equal(Buffer.from(event.sealed, "base64").toString("base64"), event.sealed);
    sealed += 1;
  }
});
assert.equal(sealed, 1);
// The library must be able to say no, or its yes means nothing.
for (const broken of [{ source: undefined }, { type: undefined }, { time: "yesterday" }, { Upper_Case: "x" }])
  assert.throws(() => {
    const text = JSON.stringify([{ ...raw[0], ...broken }]);
    const read = HTTP.toEvent({ headers: { "content-type": "application/cloudevents-batch+json" }, body: text });
    read.forEach((event) => event.validate());
  }, `accepted in spite of ${Object.keys(broken)}`);
console.log(`${events.length} events are valid CloudEvents`);
