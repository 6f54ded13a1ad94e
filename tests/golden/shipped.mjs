// Cases on the definitions that are shipped: each of them, answered by somebody who changes their mind.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { answerFor } from "./generate.mjs";

/** Makes cases in turn of every definition in the folder. */
export function shippedCases(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
  if (files.length < 7) throw new Error(`only ${files.length} definitions in ${folder}`);
  const definitions = files.map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
  for (const definition of definitions) delete definition.locale;  // both are asked in English, whatever the survey begins with
  let turn = 0;
  return (random) => {
    const definition = definitions[turn++ % definitions.length];
    const all = definition.pages.flatMap((page) => page.elements);
    const answers = [];
    const answer = (made) => answers.push([made.valueName ?? made.name, random.chance(0.1) ? null : answerFor(random, made)]);
    for (const made of random.chance(0.5) ? all : random.shuffled(all)) if (random.chance(0.8)) answer(made);
    while (random.chance(0.6)) answer(random.pick(all));
    return { definition, answers };
  };
}
