/* Keeps the server's "in 2 hours" texts running, second by second. Without this script they stay true to the minute. */
(() => {
    "use strict";
    const MINUTE = 60;
    const HOUR = 60 * MINUTE;
    const DAY = 24 * HOUR;

    const spoken = (seconds, words) => {
        const parts = [
            [Math.floor(seconds / DAY), words.day],
            [Math.floor((seconds % DAY) / HOUR), words.hour],
            [Math.floor((seconds % HOUR) / MINUTE), words.minute],
            [seconds % MINUTE, words.second],
        ];
        const first = parts.findIndex(([count]) => count > 0);
        return parts
            .slice(first < 0 ? 3 : first)
            .slice(0, 2)
            .map(([count, word]) => word.replace("{n}", String(count)))
            .join(" ");
    };

    const refresh = (element, now) => {
        const left = Math.round((Date.parse(element.dateTime) - now) / 1000);
        const words = element.dataset;
        const frame = left < 0 ? words.passed : words.ahead;
        element.textContent = frame.replace("{span}", spoken(Math.abs(left), words));
        element.classList.toggle("desk-countdown--passed", left < 0);
    };

    const tick = () => {
        const now = Date.now();
        document.querySelectorAll("time[data-countdown]").forEach((element) => refresh(element, now));
    };

    document.addEventListener("DOMContentLoaded", () => {
        tick();
        window.setInterval(tick, 1000);
    });
})();
