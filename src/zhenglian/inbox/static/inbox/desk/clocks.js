/* Keeps "3 h left" true while the page is open. The server's words are right without it, as of the page's time. */
(() => {
    "use strict";
    const MINUTE = 60000;
    const desk = document.querySelector(".inbox");
    if (!desk) return;
    const words = desk.dataset;

    const spoken = (milliseconds) => {
        const minutes = Math.floor(Math.abs(milliseconds) / MINUTE);
        const counted = [
            [Math.floor(minutes / 1440), words.day],
            [Math.floor((minutes % 1440) / 60), words.hour],
            [minutes % 60, words.minute],
        ];
        const [count, word] = counted.find(([number]) => number > 0) || counted[2];
        return word.replace("{n}", String(count));
    };

    /* A window of two days is counted in hours and minutes. */
    const inHours = (milliseconds) => {
        const minutes = Math.floor(milliseconds / MINUTE);
        const hours = Math.floor(minutes / 60);
        const shown = words.minute.replace("{n}", String(minutes % 60));
        return hours ? `${words.hour.replace("{n}", String(hours))} ${shown}` : shown;
    };

    const tick = () => {
        const now = Date.now();
        document.querySelectorAll("[data-due]").forEach((clock) => {
            const left = Date.parse(clock.dataset.due) - now;
            const text = (left <= 0 ? words.over : words.left).replace("{span}", spoken(left));
            const place = clock.querySelector("[data-due-left]");
            if (place && place.textContent !== text) place.textContent = text;
            if (left <= 0) clock.classList.add("inbox-clock--bad");
        });
        document.querySelectorAll("time[data-window-left]").forEach((place) => {
            const left = Math.max(0, Date.parse(place.dateTime) - now);
            const text = inHours(left);
            if (place.textContent !== text) place.textContent = text;
        });
    };

    window.setInterval(tick, 5000);
    document.addEventListener("inbox:swapped", tick);
    tick();
})();
