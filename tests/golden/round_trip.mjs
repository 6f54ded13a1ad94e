// Every shipped survey and a hundred generated ones go through import, editor, publication, export and import again, and
// are then to survey-core and to our engine what they were before.
// usage: node round_trip.mjs --trip PROGRAM --engine PROGRAM --shipped FOLDER [--surveys N] [--seed S]
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { difference } from "./compare.mjs";
import { answerFor, surveyCase } from "./generate.mjs";
import { Random } from "./random.mjs";
import { evaluate } from "./reference.mjs";

const { values: options } = parseArgs({
  options: {
    trip: { type: "string" },
    engine: { type: "string" },
    shipped: { type: "string" },
    surveys: { type: "string", default: process.env.CHALKPOINT_LONG ? "3000" : "100" },
    seed: { type: "string", default: "20261130" },
  },
});
const answersEach = 20;
console.warn = () => {};

/** A line in, a line out, for each. */
function through(program, examples) {
  const run = spawnSync(program, { input: examples.map((one) => JSON.stringify(one)).join("\n") + "\n", encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`${program} ended with ${run.status ?? run.signal}: ${run.stderr}`);
  const lines = run.stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  if (lines.length !== examples.length) throw new Error(`${lines.length} outcomes for ${examples.length} cases`);
  return lines;
}

function shippedDefinitions() {
  const files = readdirSync(options.shipped).filter((name) => name.endsWith(".json")).sort();
  if (files.length < 7) throw new Error(`only ${files.length} definitions in ${options.shipped}`);
  return files.map((name) => JSON.parse(readFileSync(join(options.shipped, name), "utf8")));
}

const elementsOf = (definition) => (definition.pages ?? [definition]).flatMap((page) => page.elements ?? page.questions);

function someAnswers(random, definition) {
  const all = elementsOf(definition);
  const answers = [];
  const answer = (made) => answers.push([made.valueName ?? made.name, random.chance(0.1) ? null : answerFor(random, made)]);
  for (const made of random.shuffled(all)) if (random.chance(0.8)) answer(made);
  while (random.chance(0.5)) answer(random.pick(all));
  return answers;
}

/** Definitions of another shape than the generator's: without pages, with older names. */
function otherwise(random, definition) {
  if (random.chance(0.8)) return definition;
  const [page] = definition.pages;
  if (definition.pages.length > 1) return { ...definition, pages: definition.pages.map(({ elements, ...rest }) => ({ ...rest, questions: elements })) };
  const { pages, ...rest } = definition;
  return { ...rest, elements: page.elements };
}

/** What is wrong with one survey that came back as another; nothing when all is well. */
function wrong(random, before, after, withEngine) {
  const counted = { crashed: 0 };
  const examples = Array.from({ length: answersEach }, () => someAnswers(random, before));
  const ours = withEngine ? through(options.engine, examples.map((answers) => ({ definition: after, answers }))) : [];
  for (const [i, answers] of examples.entries()) {
    const was = evaluate({ definition: before, answers });
    if (was.crashed !== undefined) {
      counted.crashed++;
      continue;
    }
    const is = evaluate({ definition: after, answers });
    if (!isDeepStrictEqual(is, was)) return { what: "survey-core answers otherwise", answers, was, is };
    if (withEngine && difference(ours[i], was) !== null) return { what: "our engine answers otherwise", answers, was, is: ours[i] };
  }
  return counted.crashed === answersEach ? { what: "survey-core could not be asked" } : null;
}

const random = new Random(Number(options.seed));
const wanted = Number(options.surveys);
const shipped = shippedDefinitions();
const cases = shipped.map((definition) => ({ definition, shipped: true }));
for (let tries = 0; cases.length < shipped.length + wanted; tries++) {
  if (tries > wanted * 3) throw new Error("too many of the generated surveys are refused");
  const definition = otherwise(random, surveyCase(random).definition);
  if (through(options.trip, [definition])[0].refused === undefined) cases.push({ definition, shipped: false });
}

let failed = 0;
const tally = { shipped: 0, generated: 0, unchanged: 0 };
const trips = through(options.trip, cases.map((one) => one.definition));
for (const [i, one] of cases.entries()) {
  tally[one.shipped ? "shipped" : "generated"]++;
  const after = trips[i].definition;
  tally.unchanged += isDeepStrictEqual(after, one.definition);
  // What survey-core cannot settle at all says nothing; of the shipped ones there is none.
  const fault = after === undefined ? { what: JSON.stringify(trips[i]) }
    : one.shipped && !isDeepStrictEqual(after, one.definition) ? { what: "a shipped survey came back otherwise" }
      : wrong(random, withoutLocale(one.definition), withoutLocale(after), true);
  if (fault === null || (!one.shipped && fault.what === "survey-core could not be asked")) continue;
  failed++;
  console.error(`FAIL ${JSON.stringify(fault)}\n${JSON.stringify(one.definition)}\n${JSON.stringify(after)}`);
}

/** Both are asked in English, whatever the survey begins with. */
function withoutLocale({ locale, ...rest }) {
  return rest;
}

// A survey that came back changed must be noticed, or all the rest means nothing.
const [sample] = shipped.filter((definition) => elementsOf(definition).some((made) => made.isRequired));
const spoilt = structuredClone(withoutLocale(sample));
for (const made of elementsOf(spoilt)) delete made.isRequired;
if (wrong(random, withoutLocale(sample), spoilt, false) === null) throw new Error("a question that is no longer required goes unnoticed");

console.log(JSON.stringify(tally));
process.exit(failed === 0 ? 0 : 1);
