// SPDX-License-Identifier: Apache-2.0
// Records before and behind each transform, with the lines that a transform has changed.
const Samples = (() => {
  function show(panel, samples) {
    if (samples.length === 0) {
      panel.replaceChildren(Elements.html("p", { class: "empty" }, "No record has passed yet. A few of those that do are kept here."));
      return;
    }
    panel.replaceChildren(...samples.map(sample));
  }

  function sample(record) {
    const origin = record.origin ? `${record.origin.stream} / ${record.origin.topic}, partition ${record.origin.partition_id}, offset ${Format.integer(record.origin.offset)}` : "from the source";
    const steps = [];
    let before = null;
    for (const step of record.steps) {
      steps.push(stepOf(step, before));
      before = step;
    }
    return Elements.html(
      "article",
      { class: "sample" },
      Elements.html("h3", null, origin, Elements.html("time", null, Format.time(record.timestamp))),
      Elements.html("div", { class: "steps" }, steps),
    );
  }

  function stepOf(step, before) {
    const gone = step.schema === undefined;
    const lines = pretty(step.payload).split("\n");
    const code = Elements.html("pre", { class: "code", tabindex: "0" });
    if (gone || before === null) {
      code.append(lines.join("\n"));
    } else {
      code.append(...changes(pretty(before.payload).split("\n"), lines));
    }
    return Elements.html(
      "figure",
      { class: gone ? "step gone" : "step" },
      Elements.html("figcaption", null, Elements.html("b", null, step.name), Elements.html("small", null, step.schema ?? "")),
      code,
    );
  }

  function pretty(payload) {
    try {
      return JSON.stringify(JSON.parse(payload), null, 2);
    } catch {
      return payload;
    }
  }

  /** New lines marked, and those that are gone, by the longest common subsequence. */
  function changes(before, after) {
    const common = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
    for (let i = before.length - 1; i >= 0; i--) {
      for (let j = after.length - 1; j >= 0; j--) {
        common[i][j] = same(before[i], after[j]) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    const lines = [];
    let i = 0;
    let j = 0;
    while (i < before.length || j < after.length) {
      if (i < before.length && j < after.length && same(before[i], after[j])) {
        lines.push(after[j++] + "\n");
        i++;
      } else if (i < before.length && (j === after.length || common[i + 1][j] >= common[i][j + 1])) {
        lines.push(Elements.html("del", null, before[i++] + "\n"));
      } else {
        lines.push(Elements.html("ins", null, after[j++] + "\n"));
      }
    }
    return lines;
  }

  /** A comma at the end says only that another field follows. */
  function same(left, right) {
    return left.replace(/,$/, "") === right.replace(/,$/, "");
  }

  return { show };
})();
