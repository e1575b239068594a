/* The ballot works without this. It only offers one press for a group; nothing is kept or sent from here. */
(() => {
  "use strict";
  for (const group of document.querySelectorAll("form[data-ballot] [data-group]")) {
    const offer = group.querySelector("[data-all]");
    if (!offer) continue;
    offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => {
      for (const choices of group.querySelectorAll("fieldset.choices")) {
        if (!choices.querySelector("input:checked")) choices.querySelector("input[value='1']").checked = true;
      }
    });
  }
})();
