/* Shows of a form what the chosen trigger, answer or kind needs; puts a key into its field. Without it all shows. */
(() => {
    const show = (form) => {
        for (const part of form.querySelectorAll("[data-of]")) {
            const [name, values] = part.dataset.of.split(":");
            const field = form.elements[name];
            if (field && values) {
                part.hidden = !values.split(" ").includes(field.value);
            }
        }
    };
    for (const form of document.querySelectorAll("form[data-choices]")) {
        show(form);
        form.addEventListener("change", () => show(form));
        for (const button of form.querySelectorAll("[data-put]")) {
            button.addEventListener("click", () => {
                const field = document.getElementById(button.dataset.into);
                field.value = button.dataset.put;
                field.focus();
            });
        }
    }
})();
