// Makes a failing case smaller by leaving out one thing after another as long as it still fails.

/** Every case that differs from this one by one thing left out. */
function* smallerCases(example) {
  if ("expression" in example) {
    for (const key of Object.keys(example.values)) {
      const { [key]: _, ...values } = example.values;
      yield { ...example, values };
    }
    return;
  }
  for (let i = example.answers.length - 1; i >= 0; i--) yield { ...example, answers: example.answers.toSpliced(i, 1) };
  const { pages } = example.definition;
  const withPages = (changed) => ({ ...example, definition: { ...example.definition, pages: changed } });
  for (let p = pages.length - 1; p >= 0; p--) {
    yield withPages(pages.toSpliced(p, 1));
    const { elements } = pages[p];
    const withElements = (changed) => withPages(pages.toSpliced(p, 1, { ...pages[p], elements: changed }));
    for (let e = elements.length - 1; e >= 0; e--) {
      yield withElements(elements.toSpliced(e, 1));
      for (const property of Object.keys(elements[e])) {
        if (["type", "name", "choices", "inputType"].includes(property)) continue;
        const { [property]: _, ...rest } = elements[e];
        yield withElements(elements.toSpliced(e, 1, rest));
      }
    }
    const { visibleIf, ...plain } = pages[p];
    if (visibleIf) yield withPages(pages.toSpliced(p, 1, plain));
  }
}

export function minimised(example, fails) {
  let smallest = example;
  for (let again = true; again;) {
    again = false;
    for (const candidate of smallerCases(smallest)) {
      if (candidate.definition && !candidate.definition.pages.some((page) => page.elements.length > 0)) continue;
      if (!fails(candidate)) continue;
      smallest = candidate;
      again = true;
      break;
    }
  }
  return smallest;
}
