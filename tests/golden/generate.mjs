// Makes definitions, answers and expressions: mostly sensible, with the odd edges that people do write.
//
// Left out, each where it would be made:
//  - a list given to a radiogroup with "other": survey-core keeps one and the same list as the answer and as its words, so that emptying
//    the words empties the answer; no screen gives it;
//  - reference.mjs marks every page as passed: survey-core else checks a page that hides while it is the current one.

const texts = ["yes", "Да", "да ", " тренеры", "5", "05", "5.5", "1,5", "0", "true", "FALSE", "a@b.cc", "x@y", "+7 900 123-45-67",
  "12", "-3", "1e3", "0x1F", "item1", "ITEM1", "other", "none", "слишком длинный ответ на короткий вопрос", "a1", "'q'", "a, b"];
const numbers = [0, 1, 2, 5, 6, 7, 9, 10, 11, -1, 0.5, 1.1, 2.2, 100];
const choiceSets = [["item1", "item2", "item3"], ["тренеры", "чистота", "цена"], [1, 2, 3], ["a", "b"], [0, 1], ["5", "six"]];

/** A literal of an expression. */
function literal(random) {
  return random.pick([
    () => String(random.pick(numbers)),
    () => `'${random.pick(texts).replaceAll("'", "")}'`,
    () => `"${random.pick(texts).replaceAll("'", "")}"`,
    () => random.pick(["true", "false", "True"]),
    () => random.pick(["item1", "abc", "undefined", "null"]),
    () => `[${random.shuffled(["1", "2", "'item1'", "'тренеры'", "item2", "5"]).slice(0, random.below(3) + 1).join(random.pick([",", ", "]))}]`,
    () => "''",
  ])();
}

function name(random, names) {
  const chosen = random.pick(names);
  return random.pick([chosen, chosen, chosen, chosen.toUpperCase(), `${chosen}[0]`, `${chosen}[${random.below(3)}]`, `${chosen}.length`,
    `#${chosen}`, `${chosen}-Comment`, "nobody"]);
}

function operand(random, names, depth) {
  const roll = random.next();
  if (roll < 0.6) return `{${name(random, names)}}`;
  if (roll < 0.9 || depth <= 0) return literal(random);
  return `(${arithmetic(random, names, depth - 1)})`;
}

function arithmetic(random, names, depth) {
  if (depth > 0 && random.chance(0.25)) return call(random, names, depth - 1);
  return `${operand(random, names, depth)} ${random.pick(["+", "-", "*", "/", "%", "^"])} ${operand(random, names, depth)}`;
}

function call(random, names, depth) {
  const value = () => (random.chance(0.6) ? `{${name(random, names)}}` : notNull(random));
  return random.pick([
    () => `iif(${condition(random, names, depth)}, ${value()}, ${value()})`,
    () => `sum(${value()}, ${value()})`,
    () => `min(${value()}, ${value()}, 3)`,
    () => `max(${value()}, ${value()})`,
    () => `count({${name(random, names)}})`,
    () => `avg(${value()}, 4)`,
    () => `round(${random.pick(numbers)}.45, ${random.below(3)})`,
    () => `trunc(${random.pick(["3.789", "-12.5", "7", `{${name(random, names)}}`])}, ${random.below(3)})`,
    () => `substring({${name(random, names)}}, ${random.below(3)}, ${random.below(5)})`,
  ])();
}

function notNull(random) {
  let made;
  do made = literal(random); while (/^(null|undefined)$/.test(made));
  return made;
}

function comparison(random, names, depth) {
  const left = operand(random, names, depth);
  const right = operand(random, names, depth);
  const sign = random.pick(["=", "==", "<>", "!=", ">", "<", ">=", "<=", "=>", "=<", "equal", "notequal", "less", "greater", "lessorequal",
    "greaterorequal", "contains", "contain", "notcontains", "anyof", "allof", "noneof", "*="]);
  return `${left} ${sign} ${right}`;
}

export function condition(random, names, depth = 2) {
  const roll = random.next();
  if (depth > 0 && roll < 0.3) {
    return `${condition(random, names, depth - 1)} ${random.pick(["and", "or", "&&", "||", "AND"])} ${condition(random, names, depth - 1)}`;
  }
  if (depth > 0 && roll < 0.36) return `(${condition(random, names, depth - 1)})`;
  if (depth > 0 && roll < 0.42) return `!(${condition(random, names, depth - 1)})`;
  if (roll < 0.54) return `{${name(random, names)}} ${random.pick(["empty", "notempty"])}`;
  if (roll < 0.58) return `{${name(random, names)}}`;
  if (depth > 0 && roll < 0.64) return call(random, names, depth - 1);
  return comparison(random, names, depth);
}

/** An expression case; now and then with a character lost or added. */
export function expressionCase(random) {
  const names = ["a", "b", "c", "q one", "имя"];
  const values = {};
  for (const key of random.some(names, 0.8)) values[key] = answerOfAnyKind(random);
  if (random.chance(0.2)) values["a-Comment"] = random.pick(texts);
  let expression = random.chance(0.3) ? arithmetic(random, names, 2) : condition(random, names, 3);
  if (random.chance(0.1)) {
    const at = random.below(expression.length);
    expression = expression.slice(0, at) + random.pick(["", "(", ")", "{", "}", "'", " ", "!", "="]) + expression.slice(at + 1);
  }
  return { expression, values };
}

function answerOfAnyKind(random) {
  return random.pick([
    () => random.pick(texts), () => random.pick(numbers), () => random.chance(0.5),
    () => random.shuffled(["item1", "тренеры", 1, "5", 2]).slice(0, random.below(3) + 1),
  ])();
}

/** Words of an author: plain, or in some of the languages. */
function words(random, text) {
  return random.pick([text, { default: text, ru: `${text} по-русски` }, { default: text, en: `${text} in English` },
    { en: text, ru: `${text} по-русски` }]);
}

const onlyRussian = { ru: "только по-русски" };

const validatorMakers = [
  (random) => ({ type: "numeric", ...random.pick([{ minValue: 1 }, { maxValue: 9 }, { minValue: 2, maxValue: 8 }, {}]) }),
  (random) => ({ type: "text", ...random.pick([{ minLength: 2 }, { maxLength: 5 }, { minLength: 3, maxLength: 10 }, { allowDigits: false }]) }),
  (random) => ({ type: "answercount", ...random.pick([{ minCount: 2 }, { maxCount: 1 }, { minCount: 1, maxCount: 2 }]) }),
  (random) => ({ type: random.pick(["regex", "regexvalidator"]), caseInsensitive: random.chance(0.5),
    regex: random.pick(["^[a-zа-я]+$", "\\d", "^\\+?[\\d\\s()-]{5,}$", "^(?=.*1).*$", "ЦЕНА", "^.{2,4}$", "(a|b)\\1"]) }),
  () => ({ type: "email" }),
  (random, names) => ({ type: "expression", expression: condition(random, names, 1) }),
];

function makeValidator(random, names) {
  const made = random.pick(validatorMakers)(random, names);
  // A regular expression's failure has no words of its own in survey-core.
  if (made.type.startsWith("regex") || random.chance(0.3)) made.text = words(random, "own words {q1}");
  else if (random.chance(0.1)) made.text = onlyRussian;
  return made;
}

function choices(random, names) {
  return random.pick(choiceSets).map((value) => {
    const roll = random.next();
    if (roll < 0.55) return value;
    if (roll < 0.7) return { value, text: { default: `text of ${value}`, ru: `текст ${value}` } };
    return { value, visibleIf: random.chance(0.2) ? `{item} <> ${random.pick(["item2", "2", "a"])}` : condition(random, names, 1) };
  });
}

function element(random, elementName, names) {
  const made = { type: random.pick(["rating", "radiogroup", "checkbox", "checkbox", "boolean", "comment", "text", "text"]), name: elementName };
  if (random.chance(0.3)) made.title = { default: "Question", ru: "Вопрос {q1}" };
  if (random.chance(0.35)) made.visibleIf = condition(random, names, 2);
  if (random.chance(0.05)) made.visible = false;
  if (random.chance(0.25)) made.isRequired = true;
  if (random.chance(0.2)) made.requiredIf = condition(random, names, 1);
  if (random.chance(0.2)) made.requiredErrorText = random.chance(0.2) ? onlyRussian : words(random, "own required");
  if (random.chance(0.3)) made.validators = [makeValidator(random, names)];
  if (random.chance(0.08) && made.validators) made.validators.push(makeValidator(random, names));
  particulars[made.type](random, made, names);
  return made;
}

const particulars = {
  rating(random, made) {
    Object.assign(made, random.pick([{ rateMin: 0, rateMax: 10 }, {}, { rateMax: 3 }, { rateMin: 0, rateMax: 10, rateStep: 5 },
      { rateCount: 4 }, { rateCount: 3, rateMax: 9, rateStep: 2 }, { rateMin: 2, rateCount: 3 }, { rateValues: [1, 2, { value: "three", text: "Three" }] }]));
    if (random.chance(0.15)) made.showCommentArea = true;
    if (random.chance(0.1)) made.defaultValue = made.rateValues ? "three" : made.rateMin ?? (made.rateMax === 9 ? "5" : 1);
  },
  radiogroup(random, made, names) {
    made.choices = choices(random, names);
    special(random, made);
    if (random.chance(0.15)) made.defaultValue = plainValue(random.pick(made.choices));
    else if (random.chance(0.05)) made.defaultValue = String(plainValue(made.choices[0]));
    else if (random.chance(0.1)) defaultToSpecial(random, made);
  },
  checkbox(random, made, names) {
    made.choices = choices(random, names);
    special(random, made);
    if (random.chance(0.1)) made.minSelectedChoices = 2;
    if (random.chance(0.1)) made.maxSelectedChoices = 2;
    const first = made.choices[0];
    if (random.chance(0.1) && typeof first === "object") first.isExclusive = true;
    else if (random.chance(0.15)) made.defaultValue = random.some(made.choices, 0.6).map(plainValue);
    if (made.defaultValue?.length === 0) delete made.defaultValue;
    if (made.defaultValue?.length === 1 && random.chance(0.2)) [made.defaultValue] = made.defaultValue;
    if (random.chance(0.05)) defaultToSpecial(random, made);
    if (random.chance(0.1)) made.choicesVisibleIf = condition(random, names, 1);
  },
  boolean(random, made) {
    if (random.chance(0.2)) Object.assign(made, random.pick([{ valueTrue: "yes", valueFalse: "no" }, { valueTrue: 1, valueFalse: 0 }]));
    if (random.chance(0.15)) made.defaultValue = random.pick([true, false, "true", "false", made.valueTrue ?? true, made.valueFalse ?? false]);
    if (random.chance(0.1)) made.showCommentArea = true;
  },
  comment(random, made) {
    if (random.chance(0.1)) made.defaultValue = "default words";
    if (random.chance(0.2)) made.maxLength = 10;
  },
  text(random, made) {
    made.inputType = random.pick(["text", "text", "tel", "email", "number", "number"]);
    if (random.chance(0.1)) made.maxLength = 5;
    if (made.inputType === "text" && random.chance(0.1)) made.defaultValue = random.pick(["default words", 7]);
    if (made.inputType !== "number") return;
    if (random.chance(0.3)) made.min = random.pick([1, 2]);
    if (random.chance(0.3)) made.max = random.pick([9, 10]);
    if (random.chance(0.15)) made.step = random.pick([1, 0.5]);
    if (random.chance(0.1)) made.defaultValue = random.pick([5, "5"]);
    for (const limit of ["min", "max", "step"]) {
      if (random.chance(0.2)) made[`${limit}ErrorText`] = random.pick([`own ${limit}`, words(random, `own {0} ${limit} {0}`), onlyRussian]);
    }
  },
};

function special(random, made) {
  if (random.chance(0.3)) made[random.pick(["showOtherItem", "hasOther"])] = true;
  else if (random.chance(0.1)) made[random.pick(["showCommentArea", "hasComment"])] = true;
  if (random.chance(0.25)) made[random.pick(["showNoneItem", "showNoneItem", "hasNone"])] = true;
  if (offersOther(made) && random.chance(0.2)) made.otherErrorText = words(random, "own other");
}

const offersOther = (made) => Boolean(made.showOtherItem || made.hasOther);
const offersNone = (made) => Boolean(made.showNoneItem || made.hasNone);

/** A default of "other" or "none", as far as there is one. */
function defaultToSpecial(random, made) {
  const specials = [...(offersOther(made) ? ["other"] : []), ...(offersNone(made) ? ["none"] : [])];
  if (specials.length === 0) return;
  const special = random.pick(specials);
  made.defaultValue = made.type === "checkbox" ? [special] : special;
}

const plainValue = (choice) => (typeof choice === "object" ? choice.value : choice);

export function answerFor(random, made) {
  if (random.chance(0.08)) {
    const odd = answerOfAnyKind(random);
    if (!(Array.isArray(odd) && made.type === "radiogroup" && offersOther(made))) return odd;
  }
  if (random.chance(0.05)) return null;
  const offered = (made.choices ?? []).map(plainValue);
  if (offersOther(made)) offered.push("other", "my own words");
  if (offersNone(made)) offered.push("none");
  switch (made.type) {
    case "rating": return random.pick([0, 1, 2, 5, 6, 7, 9, 10]);
    case "radiogroup": return random.pick(offered);
    case "checkbox": return random.shuffled(random.some(offered, 0.5));
    case "boolean": return made.valueTrue !== undefined ? random.pick([made.valueTrue, made.valueFalse]) : random.chance(0.6);
    default: return made.inputType === "number" ? random.pick(random.chance(0.8) ? numbers : texts) : random.pick(texts);
  }
}

/** A definition and answers to it. */
export function surveyCase(random) {
  const names = Array.from({ length: 2 + random.below(6) }, (_, i) => `q${i + 1}`);
  const pages = [];
  for (let i = 0; i < names.length;) {
    const elements = names.slice(i, i + 1 + random.below(3)).map((elementName) => element(random, elementName, names));
    i += elements.length;
    const page = { name: `page${pages.length + 1}`, elements };
    if (random.chance(0.25)) page.visibleIf = condition(random, names, 1);
    if (random.chance(0.03)) page.visible = false;
    pages.push(page);
  }
  const all = pages.flatMap((page) => page.elements);
  if (random.chance(0.12)) shareValue(random, all);
  const answers = [];
  for (const made of random.chance(0.7) ? all : random.shuffled(all)) {
    const key = made.valueName ?? made.name;
    if (random.chance(0.8)) answers.push([key, answerFor(random, made)]);
    const hasWords = offersOther(made) || made.showCommentArea || made.hasComment;
    if (hasWords && random.chance(0.5)) answers.push([`${key}-Comment`, random.pick(["some words", " ", "и слова", ""])]);
  }
  // Minds change.
  while (random.chance(0.45)) {
    const made = random.pick(all);
    answers.push([made.valueName ?? made.name, random.chance(0.2) ? null : answerFor(random, made)]);
  }
  const definition = { clearInvisibleValues: "onHidden", pages };
  if (random.chance(0.1)) definition.completedHtml = words(random, "thank you");
  if (random.chance(0.1)) definition.maxTextLength = 5;
  return { definition, answers };
}

// Several prompts for one answer, as a survey has that asks promoters and detractors in other words.
function shareValue(random, all) {
  const written = all.filter((made) => (made.type === "comment" || made.inputType === "text") && made.defaultValue === undefined);
  if (written.length < 2) return;
  for (const made of written) made.valueName = "shared";
}
