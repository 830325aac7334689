"use strict";
(() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const said = document.getElementById("said");
  const filter = document.getElementById("filter");
  const only = document.getElementById("only");
  const expand = document.getElementById("expand");
  document.querySelector(".tools").hidden = false;

  const bad = new Set(["failed", "error", "warned", "blocked"]);
  const words = new Map();
  const textOf = (node) => {
    if (!words.has(node)) words.set(node, node.textContent.toLowerCase());
    return words.get(node);
  };
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  const apply = () => {
    const wanted = filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const node of all(".step, .exchange, .group, .problem")) {
      const fits = wanted.every((word) => textOf(node).includes(word));
      const keeps = fits && (!pressed(only) || !node.dataset.state || bad.has(node.dataset.state));
      node.classList.toggle("gone", !keeps);
      shown += keeps;
    }
    said.textContent = wanted.length || pressed(only) ? `${shown} shown` : "";
  };
  let later = 0;
  filter.addEventListener("input", () => { clearTimeout(later); later = setTimeout(apply, 120); });
  only.addEventListener("click", () => { only.setAttribute("aria-pressed", String(!pressed(only))); apply(); });
  expand.addEventListener("click", () => {
    const open = !pressed(expand);
    expand.setAttribute("aria-pressed", String(open));
    expand.textContent = open ? "Collapse all" : "Expand all";
    for (const node of all(".exchange, .group, .talk")) node.open = open;
  });

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
      node.classList.remove("gone");
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => { if (event.target.closest("a[href^='#']")) setTimeout(reveal); });
  if (location.hash) reveal();

  const flat = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const markdown = (card) => [
    `### ${flat(card.querySelector("h3 a"))}`,
    flat(card.querySelector(".meta")),
    ...[...card.querySelectorAll(":scope > .say, .finding, .hint")].map((node) => `- ${flat(node)}`),
    ...all("header .command pre").map((node) => `Again: \`${flat(node)}\``),
  ].join("\n\n");
  const copies = (button, node, text) => {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text());
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(node);
        button.textContent = "Selected";
      }
      said.textContent = button.textContent;
      setTimeout(() => { button.textContent = label; }, 1600);
    });
  };
  for (const button of all(".copy")) {
    const code = button.parentElement.querySelector("pre");
    copies(button, code, () => code.textContent);
  }
  for (const button of all(".markdown")) {
    const card = button.closest(".card");
    copies(button, card, () => markdown(card));
  }
  addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName ?? "");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); filter.focus(); }
    if (event.key === "Escape" && event.target === filter) { filter.value = ""; apply(); }
  });
  addEventListener("beforeprint", () => {
    for (const node of all(".group, .talk, .exchange.failed, .exchange.error")) node.open = true;
  });
})();
