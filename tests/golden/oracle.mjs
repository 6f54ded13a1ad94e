// Compares our survey engine with survey-core on generated cases: same questions visible, same errors, same data, same values of
// expressions. usage: node oracle.mjs --engine PROGRAM --shipped FOLDER [--surveys N] [--expressions N] [--seed S]
// CHALKPOINT_LONG=1 compares ten times as many, of a seed of its own; the seed that was used is told.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { difference } from "./compare.mjs";
import { expressionCase, surveyCase } from "./generate.mjs";
import { minimised } from "./minimise.mjs";
import { Random } from "./random.mjs";
import { evaluate } from "./reference.mjs";
import { shippedCases } from "./shipped.mjs";

const campaign = Boolean(process.env.CHALKPOINT_LONG);
const { values: options } = parseArgs({
  options: {
    engine: { type: "string" },
    shipped: { type: "string" },
    surveys: { type: "string", default: campaign ? "30000" : "3000" },
    expressions: { type: "string", default: campaign ? "100000" : "10000" },
    seed: { type: "string", default: campaign ? String(Date.now() % 1e9) : "20261121" },
  },
});
const batchSize = 2000;

// survey-core warns of odd values and expressions, which is what we feed it.
console.warn = () => {};
console.error = ((print) => (...words) => (String(words[0]).startsWith("FAIL") ? print(...words) : undefined))(console.error);

function ask(examples) {
  const input = examples.map((example) => JSON.stringify(example)).join("\n") + "\n";
  const run = spawnSync(options.engine, { input, encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`the engine ended with ${run.status ?? run.signal}: ${run.stderr}`);
  const lines = run.stdout.trimEnd().split("\n");
  if (lines.length !== examples.length) throw new Error(`${lines.length} outcomes for ${examples.length} cases`);
  return lines.map((line) => JSON.parse(line));
}

/** What the two make of one case, when they differ. */
function disagreement(example) {
  const [ours] = ask([example]);
  const theirs = evaluate(example);
  return difference(ours, theirs) === null ? null : { ours, theirs };
}

function compareAll(kind, count, make) {
  const tally = { compared: 0, refused: 0, crashed: 0, completed: 0, failed: 0 };
  const random = new Random(Number(options.seed));
  while (tally.compared < count) {
    const examples = Array.from({ length: Math.min(batchSize, count - tally.compared) }, () => make(random));
    const outcomes = ask(examples);
    examples.forEach((example, i) => {
      const theirs = evaluate(example);
      tally.compared++;
      tally.crashed += theirs.crashed !== undefined;
      tally.refused += outcomes[i].refused !== undefined;
      tally.completed += theirs.errors !== undefined && Object.keys(theirs.errors).length === 0;
      const differs = difference(outcomes[i], theirs);
      if (differs === null) return;
      tally.failed++;
      if (tally.failed > 3) return;
      const smaller = minimised(example, (candidate) => disagreement(candidate) !== null);
      const { ours, theirs: reference } = disagreement(smaller);
      console.error(`FAIL ${kind}: ${differs}\n${JSON.stringify(smaller)}\nours   ${JSON.stringify(ours)}\ntheirs ${JSON.stringify(reference)}`);
    });
  }
  console.log(`${kind}: ${JSON.stringify(tally)}`);
  // A comparison that mostly compares nothing would prove nothing.
  if (tally.refused > count / 5 || tally.crashed > count / 100) throw new Error(`too many ${kind} say nothing`);
  return tally.failed;
}

/** A wrong outcome must be noticed, or all the rest means nothing. */
function checkSelf() {
  const example = { definition: { pages: [{ name: "p", elements: [{ type: "text", name: "q" }] }] }, answers: [["q", "x"]] };
  const [ours] = ask([example]);
  const theirs = evaluate(example);
  if (difference(ours, theirs) !== null) throw new Error("the simplest case differs");
  for (const wrong of [{ visible: [] }, { errors: { q: "no" } }, { data: { q: "X" } }]) {
    if (difference({ ...ours, ...wrong }, theirs) === null) throw new Error(`a wrong ${Object.keys(wrong)} goes unnoticed`);
  }
}

checkSelf();
console.log(`seed ${options.seed}`);
const failed =
  compareAll("expressions", Number(options.expressions), expressionCase) + compareAll("surveys", Number(options.surveys), surveyCase) +
  compareAll("shipped", Math.ceil(Number(options.surveys) / 3), shippedCases(options.shipped));
console.log(failed === 0 ? "no difference" : `${failed} differences`);
process.exit(failed === 0 ? 0 : 1);
