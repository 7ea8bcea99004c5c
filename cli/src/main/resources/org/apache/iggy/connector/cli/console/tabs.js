// SPDX-License-Identifier: Apache-2.0
// Tabs by mouse and by arrow keys; the address remembers which one is open.
const Tabs = (() => {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const listeners = [];

  function select(tab, focus) {
    for (const other of tabs) {
      const selected = other === tab;
      other.setAttribute("aria-selected", String(selected));
      other.tabIndex = selected ? 0 : -1;
      document.getElementById(other.getAttribute("aria-controls")).hidden = !selected;
    }
    if (focus) tab.focus();
    history.replaceState(null, "", "#" + nameOf(tab));
    listeners.forEach((listener) => listener(nameOf(tab)));
  }

  function nameOf(tab) {
    return tab.id.replace("tab-", "");
  }

  function onKey(event) {
    const here = tabs.indexOf(event.currentTarget);
    const target = {
      ArrowRight: (here + 1) % tabs.length,
      ArrowLeft: (here + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    select(tabs[target], true);
  }

  function start() {
    for (const tab of tabs) {
      tab.addEventListener("click", () => select(tab, false));
      tab.addEventListener("keydown", onKey);
    }
    const asked = tabs.find((tab) => "#" + nameOf(tab) === location.hash);
    if (asked) select(asked, false);
  }

  function isOpen(name) {
    return document.getElementById("tab-" + name).getAttribute("aria-selected") === "true";
  }

  return { start, isOpen, onChange: (listener) => listeners.push(listener) };
})();
