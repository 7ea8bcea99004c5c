// SPDX-License-Identifier: Apache-2.0
// A line over time. Points on the right are newer; where there is none, the line has a gap.
class Chart {
  static #WIDTH = 300;
  static #HEIGHT = 60;
  static #TOP = 5;
  static #MIN_POINTS = 60;

  #area = Elements.svg("path", { class: "area" });
  #line = Elements.svg("path", { class: "line" });
  #cursor = Elements.svg("line", { class: "cursor", y1: 0, y2: Chart.#HEIGHT, visibility: "hidden" });
  #values = [];
  #points = Chart.#MIN_POINTS;
  element = Elements.svg(
    "svg",
    { class: "chart", viewBox: `0 0 ${Chart.#WIDTH} ${Chart.#HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    this.#area,
    this.#line,
    this.#cursor,
  );

  /** values: oldest first; null where there is none */
  show(values) {
    this.#values = values;
    this.#points = Math.max(Chart.#MIN_POINTS, values.length);
    this.element.classList.toggle("flat", values.every((value) => !value));
    const high = Math.max(Chart.#usualHigh(values.filter((value) => value !== null)), 1);
    const runs = [];
    let run = null;
    values.forEach((value, index) => {
      if (value === null) {
        run = null;
        return;
      }
      if (run === null) runs.push((run = []));
      run.push([this.#x(index), Chart.#y(value, high)]);
    });
    this.#line.setAttribute("d", runs.map(Chart.#path).join(""));
    this.#area.setAttribute("d", runs.map(Chart.#closed).join(""));
  }

  // One spike must not make a flat line of all the rest: it is cut off at the top instead.
  static #usualHigh(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const max = sorted.at(-1) ?? 0;
    const usual = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
    return usual > 0 ? Math.min(max, usual * 2) : max;
  }

  #x(index) {
    const step = Chart.#WIDTH / (this.#points - 1);
    return Chart.#WIDTH - (this.#values.length - 1 - index) * step;
  }

  static #y(value, high) {
    const height = Chart.#HEIGHT - Chart.#TOP - 1;
    return Chart.#HEIGHT - 1 - Math.min(1, value / high) * height;
  }

  static #path(run) {
    return "M" + run.map(([x, y]) => x.toFixed(1) + " " + y.toFixed(1)).join("L");
  }

  static #closed(run) {
    return `${Chart.#path(run)}L${run.at(-1)[0].toFixed(1)} ${Chart.#HEIGHT}L${run[0][0].toFixed(1)} ${Chart.#HEIGHT}Z`;
  }

  /** Points at the value under the mouse. Returns {value, age} (age: points ago), or null. */
  pointAt(clientX) {
    const box = this.element.getBoundingClientRect();
    const age = Math.round((1 - (clientX - box.left) / box.width) * (this.#points - 1));
    const index = this.#values.length - 1 - age;
    const value = this.#values[index] ?? null;
    this.#cursor.setAttribute("visibility", value === null ? "hidden" : "visible");
    if (value === null) return null;
    this.#cursor.setAttribute("x1", this.#x(index));
    this.#cursor.setAttribute("x2", this.#x(index));
    return { value, age };
  }

  pointAway() {
    this.#cursor.setAttribute("visibility", "hidden");
  }
}

// A figure with its chart: the newest value, or the one under the mouse.
class Figure {
  #chart = new Chart();
  #value = Elements.html("p", { class: "value" });
  #hint = Elements.html("p", { class: "hint" });
  #usualHint = "";
  #pointed = false;
  #latest = null;
  element;

  constructor(name, title) {
    this.element = Elements.html("article", { class: "figure", "data-figure": name }, Elements.html("h3", null, title), this.#value, this.#hint, this.#chart.element);
    this.element.addEventListener("pointermove", (event) => this.#point(event.clientX));
    this.element.addEventListener("pointerleave", () => this.#leave());
  }

  /** value: null for none; hint: what stands below it */
  show(value, values, hint) {
    this.#latest = value;
    this.#usualHint = hint;
    this.#chart.show(values);
    if (!this.#pointed) this.#write(value, hint);
  }

  #point(clientX) {
    const point = this.#chart.pointAt(clientX);
    this.#pointed = point !== null;
    if (point === null) return;
    this.#write(point.value, point.age === 0 ? "now" : Format.plural(point.age, "second") + " ago");
  }

  #leave() {
    this.#pointed = false;
    this.#chart.pointAway();
    this.#write(this.#latest, this.#usualHint);
  }

  #write(value, hint) {
    const [number, unit] = value === null ? ["–", ""] : typeof value === "string" ? [value, ""] : Format.count(value);
    this.#value.replaceChildren(number, unit ? Elements.html("small", null, unit) : "");
    Elements.setText(this.#hint, hint);
  }
}
