// Fetches the phones again every two seconds and replaces the parts that live: screens, bars, menus.
// Forms stay as they are, so nothing that is being typed is lost. Without this file the page still
// shows everything as it was when it was opened, and its forms work.
(() => {
  "use strict";
  const main = document.getElementById("phones");
  const status = document.getElementById("refreshed");
  const pause = document.getElementById("pause");
  const everyMilliseconds = 2000;
  const nearEndPixels = 80;
  let tag = "";
  let paused = false;

  const clockTime = () => new Date().toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });

  const isHeld = (part) => Boolean(part.querySelector("details[open]")) || part.querySelector(":focus") !== null;

  const toEnd = (part) => { part.scrollTop = part.scrollHeight; };

  const renew = (part, fresh) => {
    if (part.innerHTML === fresh.innerHTML || (isHeld(part) && !part.matches(".screen"))) { return; }
    const offset = part.scrollTop;
    const atEnd = part.scrollHeight - part.clientHeight - offset < nearEndPixels;
    const address = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    part.innerHTML = fresh.innerHTML;
    part.scrollTop = offset;
    if (part.hasAttribute("data-chat") && atEnd) { toEnd(part); }
    if (address) {
      const same = [...part.querySelectorAll("a")].find((link) => link.getAttribute("href") === address);
      if (same) { same.focus({ preventScroll: true }); }
    }
  };

  const replace = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    main.querySelectorAll("[data-live]").forEach((part) => {
      const same = fresh.getElementById(part.id);
      if (same) { renew(part, same); }
    });
  };

  const refresh = async () => {
    if (paused || document.hidden) { return; }
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
  main.querySelectorAll("[data-chat]").forEach(toEnd);
  status.textContent = "每两秒刷新";
  setInterval(refresh, everyMilliseconds);
  refresh();
})();
