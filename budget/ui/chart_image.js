// A chart as a picture: plotly's own drawing with title, legend and source around it, the Chinese face inside.
if (!window.mingzhangPictures) {
  window.mingzhangPictures = true;
  const FACE = "app/static/NotoSansSC-Regular.woff2";
  const FAMILY = "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, Mingzhang Sans, sans-serif";
  const EDGE = 24, NS = "http://www.w3.org/2000/svg";
  let face;
  const loadFace = async () => {
    if (face === undefined) {
      const base = window.location.pathname.replace(/[^/]*$/, "");
      const answer = await fetch(base + FACE);
      if (!answer.ok) return (face = "");
      const bytes = new Uint8Array(await answer.arrayBuffer());
      let text = "";
      for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
      face = `@font-face{font-family:"Mingzhang Sans";src:url(data:font/woff2;base64,${btoa(text)}) format("woff2");}`;
    }
    return face;
  };
  const make = (name, attributes, text) => {
    const node = document.createElementNS(NS, name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    if (text !== undefined) node.textContent = text;
    return node;
  };
  // full-width signs are as wide as the letter size, others about half
  const lines = (text, size, width) => {
    const made = [""]; let used = 0;
    for (const sign of text) {
      const wide = sign.charCodeAt(0) > 0x2e7f || "“”‘’…·".includes(sign) ? size : size * 0.58;
      if (used + wide > width) { made.push(""); used = 0; }
      made[made.length - 1] += sign; used += wide;
    }
    return made;
  };
  const draw = async (plot, facts) => {
    const width = plot.clientWidth, height = plot.clientHeight, whole = width + 2 * EDGE;
    const app = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
    const svg = make("svg", { xmlns: NS, width: whole, color: app.color, "font-family": FAMILY });
    svg.append(make("style", {}, `${await loadFace()}
      .annotation-text,.ytick text,.xtick text,.sankey .node-label{fill:${app.color}!important;text-shadow:none!important}`));
    const paper = make("rect", { width: "100%", height: "100%", fill: app.backgroundColor });
    svg.append(paper);
    let at = EDGE;
    const write = (text, size, weight, faint) => lines(text, size, width).forEach((line) => {
      at += size * 1.45;
      svg.append(make("text", { x: EDGE, y: at, "font-size": size, "font-weight": weight, fill: app.color, opacity: faint ? 0.75 : 1 }, line));
    });
    write(facts.title, 18, 600);
    if (facts.legend.length) {
      at += 26; let x = EDGE;
      facts.legend.forEach(([word, colour]) => {
        svg.append(make("rect", { x, y: at - 10, width: 11, height: 11, rx: 2, fill: colour }));
        svg.append(make("text", { x: x + 17, y: at, "font-size": 13.5, fill: app.color }, word));
        x += 17 + word.length * 14 + 20;
      });
    }
    at += 14;
    plot.querySelectorAll("svg.main-svg").forEach((layer) => {
      const copy = layer.cloneNode(true);
      copy.setAttribute("x", EDGE); copy.setAttribute("y", at); copy.style.background = "none";
      copy.setAttribute("width", width); copy.setAttribute("height", height);
      svg.append(copy);
    });
    at += height + 4;
    write(facts.source, 12, 400, true);
    svg.setAttribute("height", at + EDGE);
    svg.setAttribute("viewBox", `0 0 ${whole} ${at + EDGE}`);
    // plotly names its clips by the page's address, which a file does not have
    const text = new XMLSerializer().serializeToString(svg).replace(/url\((&quot;|['"])?[^#)]*#([^)'"&]+)(&quot;|['"])?\)/g, "url(#$2)")
      .replace(/url\(#([^)]*)\) format/g, "url($1) format");
    return { text, width: whole, height: at + EDGE };
  };
  const offer = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob); link.download = name;
    link.click(); setTimeout(() => URL.revokeObjectURL(link.href), 30000);
  };
  const save = async (button) => {
    const facts = JSON.parse(button.dataset.chart), kind = button.dataset.kind;
    const plot = button.closest('[class*="st-key-chart_"], [class*="st-key-wide_"]')?.querySelector(".js-plotly-plot");
    if (!plot) return;
    const name = facts.name.replace(/[\\/:*?"<>|\s]+/g, "_") + "." + kind;
    const picture = await draw(plot, facts);
    const blob = new Blob([picture.text], { type: "image/svg+xml;charset=utf-8" });
    if (kind === "svg") return offer(blob, name);
    const image = new Image(), address = URL.createObjectURL(blob);
    image.onload = () => {
      const canvas = document.createElement("canvas"), scale = 2;
      canvas.width = picture.width * scale; canvas.height = picture.height * scale;
      const pen = canvas.getContext("2d"); pen.scale(scale, scale); pen.drawImage(image, 0, 0);
      canvas.toBlob((made) => { offer(made, name); URL.revokeObjectURL(address); }, "image/png");
    };
    image.src = address;
  };
  const asked = (event) => event.target.closest?.("a.mz-picture");
  document.addEventListener("click", (event) => { const b = asked(event); if (b) { event.preventDefault(); save(b); } }, true);
  document.addEventListener("keydown", (event) => {
    const b = asked(event);
    if (b && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); save(b); }
  });
}
