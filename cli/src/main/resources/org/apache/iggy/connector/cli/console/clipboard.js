// SPDX-License-Identifier: Apache-2.0
// Copies a text and says on the button that it did.
const Clipboard = (() => {
  const SHOWN_MILLIS = 1600;

  function connect(button, textOf) {
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const copied = await copy(textOf());
      button.textContent = copied ? "Copied" : "Press Ctrl+C to copy";
      document.getElementById("announcer").textContent = button.textContent;
      setTimeout(() => { button.textContent = label; }, SHOWN_MILLIS);
    });
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }

  // Browsers that keep the clipboard API from a page still copy what is selected.
  function copyBySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }

  return { connect };
})();
