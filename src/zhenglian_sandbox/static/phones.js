// Fetches the phones again every two seconds while nothing hinders it; without this file the page
// still shows everything as it was when it was opened.
(() => {
  "use strict";
  const main = document.getElementById("phones");
  const status = document.getElementById("refreshed");
  const pause = document.getElementById("pause");
  const everyMilliseconds = 2000;
  let tag = "";
  let paused = false;

  const clockTime = () => new Date().toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });

  const isBusy = () => document.hidden || Boolean(main.querySelector("details[open]"));

  const replace = (html) => {
    const offsets = [...main.querySelectorAll(".screen")].map((screen) => screen.scrollTop);
    const focused = main.contains(document.activeElement) ? document.activeElement : null;
    const address = focused ? focused.getAttribute("href") : null;
    main.innerHTML = html;
    main.querySelectorAll(".screen").forEach((screen, order) => { screen.scrollTop = offsets[order] || 0; });
    if (address) {
      const same = [...main.querySelectorAll("a")].find((link) => link.getAttribute("href") === address);
      if (same) { same.focus({ preventScroll: true }); }
    }
  };

  const refresh = async () => {
    if (paused || isBusy()) { return; }
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      const answer = await fetch("/phones" + location.search, { headers, cache: "no-store" });
      if (answer.status === 200) {
        replace(await answer.text());
        status.textContent = "更新于 " + clockTime();
        tag = answer.headers.get("etag") || "";
      }
    } catch {
      status.textContent = "沙箱没有回应，稍后自动再试";
    }
  };

  pause.hidden = false;
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.textContent = paused ? "恢复自动刷新" : "暂停自动刷新";
    status.textContent = paused ? "画面已停住" : "每两秒刷新";
  });
  status.textContent = "每两秒刷新";
  setInterval(refresh, everyMilliseconds);
  refresh();
})();
