// SPDX-License-Identifier: Apache-2.0
// What is asked and told beside the page.
const Dialogs = (() => {
  const TOAST_MILLIS = 6000;

  /** Resolves with the key that was typed; does not let go without one. */
  function askForKey(wasWrong) {
    const dialog = Elements.byId("key-dialog");
    const input = Elements.byId("key");
    Elements.byId("key-wrong").hidden = !wasWrong;
    input.value = "";
    dialog.addEventListener("cancel", (event) => event.preventDefault(), { once: true });
    dialog.showModal();
    return new Promise((resolve) => {
      const onClose = () => {
        if (input.value === "") {
          dialog.showModal();
          return;
        }
        dialog.removeEventListener("close", onClose);
        resolve(input.value);
      };
      dialog.addEventListener("close", onClose);
    });
  }

  /** Resolves with the body of a reset, or with null when it was not wanted. */
  function askForReset(connector) {
    const dialog = Elements.byId("reset-dialog");
    const isSink = connector.connector_type === "sink";
    for (const choice of dialog.querySelectorAll("[data-sink]")) choice.hidden = !isSink;
    Elements.byId("reset-hint").textContent = isSink
      ? `All partitions that ${connector.name} reads. What is read again may be written again.`
      : `What ${connector.name} has stored of its progress is deleted.`;
    Elements.byId("earliest-text").textContent = isSink ? "The first message that is still there" : "The very beginning";
    dialog.querySelector("form").reset();
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "reset" ? chosenReset(dialog) : null), { once: true });
    });
  }

  function chosenReset(dialog) {
    const position = dialog.querySelector("[name=position]:checked").value;
    if (position === "offset") return { position, offset: Number(Elements.byId("reset-offset").value) };
    if (position === "timestamp") return { position, timestamp: new Date(Elements.byId("reset-time").value || Date.now()).getTime() * 1000 };
    return { position };
  }

  function toast(text, isError) {
    const toast = Elements.html("p", { class: isError ? "toast error" : "toast" }, text);
    Elements.byId("toasts").append(toast);
    setTimeout(() => toast.remove(), TOAST_MILLIS);
  }

  function start() {
    const reset = Elements.byId("reset-dialog");
    Elements.byId("reset-confirm").value = "reset";
    Elements.byId("reset-cancel").addEventListener("click", () => reset.close(""));
    for (const [field, position] of [["reset-offset", "offset"], ["reset-time", "timestamp"]]) {
      Elements.byId(field).addEventListener("focus", () => {
        reset.querySelector(`[value=${position}]`).checked = true;
      });
    }
  }

  return { start, askForKey, askForReset, toast };
})();
