// SPDX-License-Identifier: Apache-2.0
// A line over time, as small as a line of text is high. Points on the left are older.
class Chart {
  static #WIDTH = 240;
  static #HEIGHT = 48;
  static #TOP = 4;
  static #MIN_POINTS = 30;

  #svg;
  #area = Chart.#element("path", "area");
  #line = Chart.#element("path", "line");
  #cursor = Chart.#element("line", "cursor");
  #values = [];
  #points = Chart.#MIN_POINTS;
  #fromZero;

  /** fromZero: whether the bottom stands for 0, or for the smallest value shown */
  constructor(svg, fromZero) {
    this.#svg = svg;
    this.#fromZero = fromZero;
    svg.setAttribute("viewBox", `0 0 ${Chart.#WIDTH} ${Chart.#HEIGHT}`);
    svg.setAttribute("preserveAspectRatio", "none");
    this.#cursor.setAttribute("y1", 0);
    this.#cursor.setAttribute("y2", Chart.#HEIGHT);
    this.#cursor.style.display = "none";
    svg.append(this.#area, this.#line, this.#cursor);
  }

  static #element(name, className) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    element.setAttribute("class", className);
    return element;
  }

  /** values: oldest first; null where there is none */
  show(values) {
    this.#values = values;
    this.#points = Math.max(Chart.#MIN_POINTS, values.length);
    const known = values.filter((value) => value !== null);
    const low = this.#fromZero ? 0 : Math.min(...known);
    const high = Math.max(Chart.#usualHigh(known), low + 1);
    const points = values.map((value, index) => value === null ? null : [this.#x(index), Chart.#y(value, low, high)]);
    this.#draw(points.filter((point) => point !== null));
  }

  // One spike must not make a flat line of all the rest: it is cut off at the top instead.
  static #usualHigh(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const max = sorted.at(-1) ?? 0;
    const usual = sorted[Math.floor(sorted.length * 0.9)] ?? 0;
    return usual > 0 ? Math.min(max, usual * 1.6) : max;
  }

  #x(index) {
    const step = Chart.#WIDTH / (this.#points - 1);
    return Chart.#WIDTH - (this.#values.length - 1 - index) * step;
  }

  static #y(value, low, high) {
    const height = Chart.#HEIGHT - Chart.#TOP - 1;
    return Chart.#HEIGHT - 1 - Math.min(1, (value - low) / (high - low)) * height;
  }

  #draw(points) {
    if (points.length < 2) {
      this.#line.setAttribute("d", "");
      this.#area.setAttribute("d", "");
      return;
    }
    const path = "M" + points.map(([x, y]) => x.toFixed(1) + " " + y.toFixed(1)).join("L");
    const [first, last] = [points[0], points[points.length - 1]];
    this.#line.setAttribute("d", path);
    this.#area.setAttribute("d", `${path}L${last[0].toFixed(1)} ${Chart.#HEIGHT}L${first[0].toFixed(1)} ${Chart.#HEIGHT}Z`);
  }

  /** Points at the value under the mouse. Returns {value, age} (age: points ago), or null. */
  pointAt(clientX) {
    const box = this.#svg.getBoundingClientRect();
    const age = Math.round((1 - (clientX - box.left) / box.width) * (this.#points - 1));
    const index = this.#values.length - 1 - age;
    const value = this.#values[index] ?? null;
    this.#cursor.style.display = value === null ? "none" : "";
    if (value === null) return null;
    this.#cursor.setAttribute("x1", this.#x(index));
    this.#cursor.setAttribute("x2", this.#x(index));
    return { value, age };
  }

  pointAway() {
    this.#cursor.style.display = "none";
  }
}
