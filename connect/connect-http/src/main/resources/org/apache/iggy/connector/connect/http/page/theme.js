// SPDX-License-Identifier: Apache-2.0
// Light or dark: as the system has it, until the user chooses.
const Theme = (() => {
  const KEY = "iggy-connect-theme";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme");

  function chosen() {
    const theme = localStorage.getItem(KEY);
    return theme === "light" || theme === "dark" ? theme : null;
  }

  function apply() {
    const theme = chosen() ?? (system.matches ? "dark" : "light");
    document.documentElement.dataset.theme = theme;
    button.setAttribute("aria-label", theme === "dark" ? "Switch to light colours" : "Switch to dark colours");
  }

  function start() {
    apply();
    system.addEventListener("change", apply);
    button.addEventListener("click", () => {
      localStorage.setItem(KEY, document.documentElement.dataset.theme === "dark" ? "light" : "dark");
      apply();
    });
  }

  return { start };
})();
