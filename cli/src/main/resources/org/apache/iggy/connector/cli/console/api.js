// SPDX-License-Identifier: Apache-2.0
// The console's HTTP API.
const Api = (() => {
  const TIMEOUT_MILLIS = 20_000;

  async function request(path, options) {
    let response;
    try {
      response = await fetch(path, { ...options, signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
    } catch (error) {
      const late = error.name === "TimeoutError";
      throw new Error(late ? "iggy-connect did not answer in time." : "iggy-connect does not answer. Is it still running?");
    }
    const text = await response.text();
    if (!response.ok) throw new Error(errorOf(text, response.status));
    return text;
  }

  function errorOf(text, status) {
    try {
      return JSON.parse(text).error ?? text;
    } catch {
      return text || "HTTP status " + status;
    }
  }

  async function get(path) {
    return JSON.parse(await request(path));
  }

  async function query(sql) {
    const headers = { "Content-Type": "application/json" };
    return JSON.parse(await request("/api/query", { method: "POST", headers, body: JSON.stringify({ sql }) }));
  }

  return { get, text: request, query };
})();
