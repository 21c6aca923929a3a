// Marking words in the letter offers to make an action of them. Without this script the form beside it does the same.
(function () {
  const letter = document.getElementById("letter");
  const form = document.getElementById("mark-action");
  if (!letter || !form) return;
  document.querySelectorAll(".scripted").forEach((hint) => { hint.hidden = false; });

  // How many characters of the letter stand before this place.
  // The letter's text counts code points; the browser counts UTF-16 units.
  function before(node, offset) {
    const range = document.createRange();
    range.selectNodeContents(letter);
    range.setEnd(node, offset);
    return Array.from(range.toString()).length;
  }

  document.addEventListener("selectionchange", function () {
    const selection = document.getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const words = range ? range.toString() : "";
    const inside = range && letter.contains(range.startContainer) && letter.contains(range.endContainer);
    form.hidden = !inside || !words.trim();
    if (form.hidden) return;
    form.elements.quote.value = words;
    form.elements.start.value = before(range.startContainer, range.startOffset);
  });
})();
