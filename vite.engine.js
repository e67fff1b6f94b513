// One repair of the form engine, in both of its copies; a copy that no longer looks so fails the build.

const DISTANCE =
  /(\w+) = evaluateArgumentValues\(\w+, \w+\)[^{}]{0,160}\{?\s*(throw new JRCompatibleGeoValueError\("distance"\);)/;

/** `distance` of a question not answered yet stops the whole engine, although a phone never looks at
 * the constraint of a blank answer. Here it is no number; a text that is no place still stops it. */
export function engineRepair(fileOf) {
  let isDone = false;
  return {
    name: "engine-repair",
    transform(code, id) {
      if (!fileOf.test(id)) return null;
      const found = DISTANCE.exec(code);
      if (!found) this.error("The engine's distance has changed: look again");
      isDone = true;
      const [text, values, stop] = found;
      const softer = `{ if (${values}.some((each) => each.trim() === "")) return NaN; ${stop} }`;
      return { code: code.replace(text, text.replace(stop, softer)), map: null };
    },
    buildEnd() {
      if (!isDone) this.error("The engine's repair met no engine");
    },
  };
}
