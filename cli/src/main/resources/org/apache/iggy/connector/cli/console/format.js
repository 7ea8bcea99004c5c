// SPDX-License-Identifier: Apache-2.0
// How numbers, bytes and durations are written.
const Format = (() => {
  const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
  const SHOWN_DIGITS = 8;
  const UNITS = ["B", "kB", "MB", "GB", "TB"];

  function threeDigits(number) {
    const digits = number >= 100 ? 0 : number >= 10 ? 1 : 2;
    return number.toFixed(digits);
  }

  function integer(number) {
    return whole.format(number);
  }

  /** [number, unit] */
  function bytes(number) {
    let unit = 0;
    while (number >= 1000 && unit < UNITS.length - 1) {
      number /= 1000;
      unit++;
    }
    return [unit === 0 ? integer(number) : threeDigits(number), UNITS[unit]];
  }

  /** [number, unit] */
  function duration(millis) {
    if (millis < 1000) return [integer(millis), "ms"];
    if (millis < 60_000) return [threeDigits(millis / 1000), "s"];
    if (millis < 3_600_000) return [threeDigits(millis / 60_000), "min"];
    if (millis < 172_800_000) return [threeDigits(millis / 3_600_000), "h"];
    return [threeDigits(millis / 86_400_000), "days"];
  }

  function cell(value) {
    if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toPrecision(SHOWN_DIGITS)));
    return exact(value, cell);
  }

  function exact(value, element = exact) {
    return Array.isArray(value) ? "[" + value.map((part) => element(part)).join(", ") + "]" : String(value);
  }

  function plural(number, noun) {
    return integer(number) + " " + noun + (number === 1 ? "" : "s");
  }

  return { integer, bytes, duration, cell, exact, plural };
})();
