/* Dragging a plan to another day: it fills in the move form that stands in the card and sends it.
   Without this script the same form does the same by keyboard. */
(function () {
    "use strict";

    let held = null;
    const status = document.querySelector("[data-cal-status]");

    function say(text) {
        if (status) status.textContent = text;
    }

    function targetOf(event) {
        const day = event.target.closest("[data-cal-open]");
        return day && held && day.closest("[data-cal-row]") === held.closest("[data-cal-row]") ? day : null;
    }

    function clearMarks() {
        for (const day of document.querySelectorAll(".cal-day--over")) day.classList.remove("cal-day--over");
    }

    function move(card, day) {
        const form = card.querySelector(".cal-move form");
        if (!form || form.elements.day.value === day) return say(status.dataset.left);
        form.elements.day.value = day;
        form.requestSubmit();
    }

    document.addEventListener("dragstart", (event) => {
        held = event.target.closest("[data-cal-plan]");
        if (!held) return;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", held.dataset.calPlan);
        held.classList.add("cal-card--held");
        say(status.dataset.held);
    });

    document.addEventListener("dragover", (event) => {
        const day = targetOf(event);
        clearMarks();
        if (!day) return;
        event.preventDefault();
        day.classList.add("cal-day--over");
    });

    document.addEventListener("drop", (event) => {
        const day = targetOf(event);
        if (!day) return;
        event.preventDefault();
        move(held, day.dataset.calDay);
    });

    document.addEventListener("dragend", () => {
        clearMarks();
        if (held) held.classList.remove("cal-card--held");
        held = null;
    });
})();
