// survey-core's answer to a case.
import { ExpressionRunner, Model } from "survey-core";

const commentSuffix = "-Comment";

// Conditions that undo each other make survey-core call itself until the stack is full, for many seconds. No survey of the comparison
// that settles comes near this many values set (some forty are many).
const settingsMax = 1000;
const pressesMax = 10;

class Circling extends Error {}

/** A survey that gives up when it circles. */
class BoundedModel extends Model {
  settings = 0;
  setValue(...given) {
    if (++this.settings > settingsMax) throw new Circling("survey-core circles");
    super.setValue(...given);
  }
}

/** The answers in their order through the survey's own interface, then an attempt to complete. */
export function evaluateSurvey({ definition, answers }) {
  const survey = new BoundedModel(structuredClone(definition));
  // survey-core checks a page that hides while it is the current one, as a side effect of leaving it. Nobody turned a page here.
  for (const page of survey.pages) page.passed = true;
  for (const [key, value] of answers) {
    const base = key.endsWith(commentSuffix) ? key.slice(0, -commentSuffix.length) : "";
    if (base && survey.getQuestionByValueName(base)) survey.setComment(base, value);
    else survey.setValue(key, structuredClone(value));
  }
  const questions = survey.getAllQuestions();
  const completed = () => {
    const valid = survey.validate();
    if (valid) survey.doComplete();
    return valid || questions.some((question) => question.errors.length > 0);
  };
  // Checking takes back choices that are no longer offered, which may hide the only question that was wrong. Members press again then.
  for (let presses = 0; !completed(); presses++) {
    if (presses === pressesMax) throw new Circling("no check settles it");
  }
  const errors = {};
  for (const question of questions) {
    if (question.errors.length > 0) errors[question.name] = question.errors[0].getText();
  }
  return {
    visible: questions.filter((question) => question.isVisible && question.page.isVisible).map((question) => question.name),
    errors,
    data: survey.data,
  };
}

export function evaluateExpression({ expression, values }) {
  const runner = new ExpressionRunner(expression);
  if (!runner.canRun()) return { refused: "invalid" };
  return { value: runner.runValues(structuredClone(values)) ?? null };
}

export function evaluate(example) {
  try {
    const outcome = "expression" in example ? evaluateExpression(example) : evaluateSurvey(example);
    return JSON.parse(JSON.stringify(outcome));
  } catch (error) {
    // survey-core falls over its own expression: there is nothing to compare with.
    return { crashed: String(error) };
  }
}
