// SPDX-License-Identifier: Apache-2.0
// Makes elements. Texts are always set as texts: nothing that a record holds becomes markup.
const Elements = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  }

  const html = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
  const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);
  const byId = (id) => document.getElementById(id);

  /** Changes the text only when it is another, so that selections and readers are left in peace. */
  function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  return { html, svg, byId, setText };
})();
