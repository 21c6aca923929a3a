// Where a list changes in place (htmx): what is announced, where the focus goes, and what happens when it fails.
(() => {
  let pressed = null;

  const sentence = () => document.querySelector("#list .sentence");

  // The same order in the new list: its words are its name.
  const again = () =>
    pressed && pressed.closest(".orders") &&
    [...document.querySelectorAll("#list .orders a")].find((link) => link.textContent === pressed.textContent);

  document.addEventListener("htmx:beforeRequest", (event) => {
    pressed = event.detail.elt;
    document.getElementById("list").setAttribute("aria-busy", "true");
  });

  document.addEventListener("htmx:afterSettle", () => {
    if (!pressed) return;
    const same = again();
    if (same) {
      same.focus({ preventScroll: true });
      document.getElementById("list-told").textContent = sentence().textContent.trim();
    } else {
      // Reading goes on from the sentence, and with the focus on it, it is said.
      document.getElementById("list-told").textContent = "";
      sentence().focus({ preventScroll: true });
      sentence().scrollIntoView({ block: "nearest" });
    }
    pressed = null;
  });

  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failure, (event) => {
      location.href = event.detail.pathInfo.finalRequestPath;
    });
  }
})();
