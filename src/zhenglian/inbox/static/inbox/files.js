/* File fields in the words of the page: a button in its language, and the names of what was chosen, also said
   aloud. Without this script the browser's own button stands there. */
(() => {
    "use strict";

    const named = (files) => [...files].map((file) => file.name).join("、");

    const dress = (box) => {
        const field = box.querySelector("input[type=file]");
        const button = document.createElement("span");
        const told = document.createElement("p");
        let shown = 0;
        button.className = "button quiet";
        button.textContent = box.dataset.choose;
        button.setAttribute("aria-hidden", "true"); // the field itself has a label, is pressed and gets the focus
        told.className = "hint chosen";
        told.setAttribute("role", "status");
        told.textContent = box.dataset.none;
        box.append(button);
        box.after(told);
        box.classList.add("dressed");

        const tell = () => {
            const { files } = field;
            shown = files.length;
            told.textContent = shown
                ? box.dataset.chosen.replace("{count}", shown).replace("{names}", () => named(files))
                : box.dataset.none;
        };
        field.addEventListener("change", tell);
        field.addEventListener("put", () => {
            if (field.files.length !== shown) {
                tell(); // by a script: the same files again, made smaller, are no news
            }
        });
        if (field.files.length) {
            tell();
        }
    };

    document.querySelectorAll("[data-files]").forEach(dress);
})();
