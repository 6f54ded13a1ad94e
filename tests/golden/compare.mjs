// Do two outcomes say the same?
import { isDeepStrictEqual } from "node:util";

// What we refuse on purpose although survey-core lets it pass.
const refusedOnPurpose = [/is never closed/, /^null /, /is not supported/, /too deeply/, /^something is missing/];

// Two mathematics libraries may differ in the last bit of a power.
function rounded(value) {
  if (typeof value === "number") return Number(value.toPrecision(14));
  if (Array.isArray(value)) return value.map(rounded);
  return value;
}

/** Nothing, or what differs. */
export function difference(ours, theirs) {
  if (theirs.crashed !== undefined) return null;
  if (ours.refused !== undefined) {
    if (theirs.refused !== undefined || refusedOnPurpose.some((reason) => reason.test(ours.refused.replace(/^.*no valid expression: /, "")))) return null;
    return `we refuse: ${ours.refused}`;
  }
  if (theirs.refused !== undefined) return "survey-core refuses, we do not";
  for (const part of Object.keys(theirs)) {
    if (!isDeepStrictEqual(rounded(ours[part]), rounded(theirs[part]))) return part;
  }
  return null;
}
