// A finding's link leads to its field, also when that stands on another tab of the editor.
document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-findings] a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) {
        return;
    }
    const panel = target.closest("[role=tabpanel]");
    const tab = panel && document.querySelector(`[role=tab][aria-controls="${panel.id}"]`);
    if (tab && panel.hidden) {
        event.preventDefault();
        tab.click();
        (target.closest("[data-contentpath]") || target).scrollIntoView({ block: "center" });
        target.focus({ preventScroll: true });
    }
});
