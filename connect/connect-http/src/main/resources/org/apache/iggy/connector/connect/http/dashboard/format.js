// SPDX-License-Identifier: Apache-2.0
// Writes numbers, sizes and times for people. Pairs are [number, unit].
const Format = (() => {
  const INTEGER = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
  const SHORT = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
  const SECOND = 1e6;

  function count(value) {
    const steps = [[1e9, "G"], [1e6, "M"], [1e5, "k"]];
    for (const [size, unit] of steps) {
      if (Math.abs(value) >= size) return [SHORT.format(value / (unit === "k" ? 1e3 : size)), unit];
    }
    return [Math.abs(value) < 10 && !Number.isInteger(value) ? SHORT.format(value) : INTEGER.format(value), ""];
  }

  function bytes(value) {
    const units = ["B", "KiB", "MiB", "GiB", "TiB"];
    let unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return SHORT.format(value) + " " + units[unit];
  }

  /** A span of microseconds by its two largest units. */
  function span(micros) {
    let seconds = Math.floor(micros / SECOND);
    const parts = [];
    for (const [size, unit] of [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]]) {
      const amount = Math.floor(seconds / size);
      seconds -= amount * size;
      if (amount > 0) parts.push(amount + " " + unit);
      if (parts.length === 2) break;
    }
    return parts.join(" ") || "0 s";
  }

  function time(micros) {
    const date = new Date(micros / 1000);
    const day = date.toDateString() === new Date().toDateString() ? "" : date.toLocaleDateString() + " ";
    return day + date.toLocaleTimeString([], { hour12: false });
  }

  const integer = (value) => INTEGER.format(value);
  const plural = (amount, noun) => `${INTEGER.format(amount)} ${noun}${amount === 1 ? "" : "s"}`;

  return { count, bytes, span, time, integer, plural };
})();
