document.documentElement.lang = "zh-CN";
if (!window.mingzhang) {
  window.mingzhang = true;
  const phone = () => window.innerWidth < 768;
  const fold = () => {
    const button = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (phone() && button) button.click();
  };
  // links inside the app change the address and let the open session follow it: no reload
  document.addEventListener("click", (event) => {
    const copy = event.target.closest("a.mz-copy");
    if (copy) {
      event.preventDefault();
      const said = copy.textContent;
      const done = () => { copy.textContent = "已复制"; setTimeout(() => { copy.textContent = said; }, 1600); };
      const frame = copy.dataset.frame, quoted = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
      // \x3C: a script with a tag in it is taken away by the cleaner
      const words = frame
        ? `\x3Ciframe src="${quoted(frame)}" width="100%" height="${copy.dataset.height}" style="border:0" title="${quoted(copy.dataset.title)}">\x3C/iframe>`
        : copy.dataset.copy || copy.href;
      if (navigator.clipboard) navigator.clipboard.writeText(words).then(done);
      else {
        const box = document.createElement("textarea");
        box.value = words; document.body.append(box); box.select();
        document.execCommand("copy"); box.remove(); done();
      }
      return;
    }
    const link = event.target.closest("a.mz-go");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const leaves = new URL(link.href).pathname !== location.pathname;
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    if (leaves) window.setTimeout(() => document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0), 60);
    if (link.closest(".mz-menu")) fold();
  }, true);
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("form.mz-seek");
    if (!form) return;
    event.preventDefault();
    const asked = new URLSearchParams(new FormData(form));
    history.pushState({}, "", `${form.getAttribute("action")}?${asked}`);
    window.dispatchEvent(new PopStateEvent("popstate"));
    fold();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches?.("a.mz-copy")) { event.preventDefault(); event.target.click(); }
  });
  // the frame's own close button speaks English
  new MutationObserver(() => {
    document.querySelectorAll('[role="dialog"] button[aria-label="Close"]').forEach((b) => b.setAttribute("aria-label", "关闭"));
  }).observe(document.body, { childList: true, subtree: true });
  // print: charts as wide as the paper, every fold open
  const paper = 660;
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll('[data-testid="stPlotlyChart"]').forEach((chart) => {
      chart.style.zoom = Math.min(1, paper / Math.max(chart.scrollWidth, 1));
    });
    document.querySelectorAll("details.mz-fold:not([open])").forEach((d) => { d.open = true; d.dataset.printed = "1"; });
  });
  window.addEventListener("afterprint", () => {
    document.querySelectorAll('[data-testid="stPlotlyChart"]').forEach((chart) => { chart.style.zoom = ""; });
    document.querySelectorAll("details[data-printed]").forEach((d) => { d.open = false; delete d.dataset.printed; });
  });
}
