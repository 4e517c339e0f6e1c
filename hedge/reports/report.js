"use strict";
// Everything shown comes in as text (textContent, setAttribute on fixed names), never as markup.
(() => {
  const $ = (id) => document.getElementById(id);
  const records = JSON.parse($("data").textContent);
  const root = document.documentElement;
  const wide = (query) => [...document.querySelectorAll(query)];
  const narrow = window.matchMedia("(max-width: 50rem)");

  // One item a statement, in text order: its record, its button in the text, and the pieces of text under it.
  const items = [];
  const places = new Map();
  for (const article of wide("article")) {
    const d = Number(article.dataset.d);
    const { analysis, words } = records[d];
    const numbers = new Map(analysis.statements.map((record, index) => [record.id, index]));
    for (const badge of article.querySelectorAll(".text .badge")) {
      const index = numbers.get(Number(badge.dataset.s));
      const record = analysis.statements[index];
      const speaker = analysis.speakers.find((one) => one.id === record.speaker) || { name: record.speaker, type: "" };
      const item = { d, article, badge, record, speaker, words: words[index], parts: [], shown: true };
      item.place = items.length;
      item.haystack = `${record.text}\n${speaker.name}`.toLowerCase().replace(/\s+/g, " ");
      places.set(`${d}.${record.id}`, item);
      items.push(item);
    }
    for (const part of article.querySelectorAll(".text .st")) {
      const item = places.get(`${d}.${part.dataset.s}`);
      if (item) item.parts.push(part);
    }
  }
  let current = null;

  // Elements -----------------------------------------------------------------------------------------------------
  const make = (name, className, ...content) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  };
  const draw = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    return element;
  };
  const percent = (value) => `${(100 * value).toFixed(1)}%`;
  const two = (value) => value.toFixed(2);
  const signed = (value) => (value < 0 ? "\u2212" : "+") + two(Math.abs(value));
  const axis = (mean, outer, inner, title) => {
    const svg = draw("svg", { class: "axis", width: "100%", height: 18, role: "img", "aria-label": title });
    svg.append(draw("line", { class: "rail", x1: 0, x2: "100%", y1: 9, y2: 9 }));
    for (const tick of [0, 0.25, 0.5, 0.75, 1]) {
      svg.append(draw("line", { class: "tick", x1: percent(tick), x2: percent(tick), y1: 6, y2: 12 }));
    }
    svg.append(draw("line", { class: "reach", x1: percent(outer[0]), x2: percent(outer[1]), y1: 9, y2: 9 }));
    if (inner) svg.append(draw("line", { class: "inner", x1: percent(inner[0]), x2: percent(inner[1]), y1: 9, y2: 9 }));
    svg.append(draw("circle", { class: "mean", cx: percent(mean), cy: 9, r: 4.5 }));
    return svg;
  };
  const button = (text, action, className) => {
    const element = make("button", className, text);
    element.type = "button";
    element.addEventListener("click", action);
    return element;
  };

  // The selected statement ---------------------------------------------------------------------------------------
  const light = (item, index) => {
    for (const element of wide(".lit")) element.classList.remove("lit");
    if (item === null) return;
    const key = `${item.record.id}.${index}`;
    for (const element of item.article.querySelectorAll("[data-scope], [data-cue]")) {
      const keys = element.dataset.scope || element.dataset.cue;
      if (keys.split(" ").includes(key)) element.classList.add("lit");
    }
  };
  const cueList = (item) => {
    const list = make("ul", "cues");
    item.record.cues.forEach((cue, index) => {
      const entry = button(cue.text, () => light(item, index));
      entry.addEventListener("focus", () => light(item, index));
      entry.addEventListener("mouseenter", () => light(item, index));
      list.append(make("li", "", entry, ` ${cue.type} ${signed(cue.effect)}`));
    });
    return list;
  };
  const attributionText = ({ record, words }) => {
    const { kind } = record.attribution;
    if (kind === "author") return "the author's own statement";
    const named = words.source.join(" \u2026 ") || "no source named";
    return `${kind}: ${[named, words.cue.join(" \u2026 ")].filter(Boolean).join(" \u2014 ")}`;
  };
  const rows = (item) => {
    const { record, speaker } = item;
    const found = [["Speaker", speaker.type && speaker.type !== speaker.name ? `${speaker.name} (${speaker.type})` : speaker.name]];
    found.push(["Attribution", attributionText(item)]);
    if (record.label !== "na") {
      const [low, high] = record.interval.map(two);
      const drawn = axis(record.certainty, record.interval, null, `90 % interval ${low} to ${high}`);
      found.push([`Certainty ${two(record.certainty)}`, make("div", "", drawn, make("small", "", `[${low}, ${high}]`))]);
      const chances = Object.entries(record.probabilities).map(([label, value]) => `${label} ${two(value)}`);
      found.push(["Probabilities", chances.join(", ")]);
    }
    found.push(["Evaluable", two(record.evaluable)]);
    const perceived = record.perceived_probability;
    if (perceived) {
      const title = `half of readers ${perceived.p50.map(two).join(" to ")}, nine tenths ${perceived.p90.map(two).join(" to ")}`;
      const drawn = axis(perceived.mean, perceived.p90, perceived.p50, title);
      found.push([`Perceived ${two(perceived.mean)}`, make("div", "", drawn, make("small", "", title))]);
    }
    if (record.factuality !== null) found.push(["Factuality", signed(record.factuality)]);
    if (record.polarity === "neg") found.push(["Polarity", "the source rejects the content"]);
    if (record.cues.length) found.push(["Hedges, boosters", cueList(item)]);
    const parent = places.get(`${item.d}.${record.attribution.parent}`);
    if (parent) found.push(["Inside", button(`statement ${parent.record.id + 1}`, () => select(parent), "link")]);
    return found;
  };
  const describe = (item) => {
    const { record } = item;
    const panel = $("detail");
    const list = make("dl");
    for (const [term, value] of rows(item)) list.append(make("dt", "", term), make("dd", "", value));
    const title = make("h3", "", item.badge.querySelector(".glyph").cloneNode(true), `${record.id + 1}: ${record.label}`);
    const close = button("\u00d7", () => select(null), "close");
    close.setAttribute("aria-label", "Close");
    panel.replaceChildren(title, close, make("blockquote", "", record.text), list);
    panel.scrollTop = 0;
    panel.hidden = false;
  };
  const select = (item, focus = true) => {
    if (current) {
      current.badge.removeAttribute("aria-current");
      for (const part of current.parts) part.classList.remove("on");
    }
    light(null);
    const left = current;
    current = item;
    if (!item) {
      const inside = $("detail").contains(document.activeElement);
      $("detail").hidden = true;
      if (left && inside) left.badge.focus({ preventScroll: true });
      return;
    }
    for (const other of items) other.badge.tabIndex = other === item ? 0 : -1;
    item.badge.setAttribute("aria-current", "true");
    for (const part of item.parts) part.classList.add("on");
    describe(item);
    if (!focus) return;
    item.badge.focus({ preventScroll: true });
    item.badge.scrollIntoView({ block: narrow.matches ? "start" : "center" });
  };
  const step = (by) => {
    const shown = items.filter((item) => item.shown);
    if (!shown.length) return;
    const place = current ? current.place : -1;
    const after = shown.find((item) => item.place > place);
    const before = shown.findLast((item) => item.place < place);
    select(by > 0 ? after || shown.at(-1) : before || shown[0]);
  };

  // Filters ------------------------------------------------------------------------------------------------------
  const wanted = () => {
    const [low, high] = [Number($("low").value), Number($("high").value)].sort((a, b) => a - b);
    const labels = new Set(wide("#filters [name=label]:checked").map((box) => box.value));
    const query = $("search").value.trim().toLowerCase().replace(/\s+/g, " ");
    const [who, cue] = [$("speaker").value, $("cue").value];
    return ({ record, badge, haystack }) => {
      const types = record.cues.map((one) => one.type);
      const whole = low === 0 && high === 1;
      return (
        labels.has(record.label) && (who === "" || badge.dataset.who === who) && haystack.includes(query) &&
        (whole || (record.label !== "na" && record.certainty >= low && record.certainty <= high)) &&
        (cue === "" || (cue === "*" ? types.length > 0 : cue === "-" ? !types.length : types.includes(cue.slice(1))))
      );
    };
  };
  const filter = () => {
    const fits = wanted();
    const counts = new Map();
    for (const item of items) {
      item.shown = fits(item);
      for (const element of [item.badge, ...item.parts]) element.classList.toggle("off", !item.shown);
      counts.set(item.d, (counts.get(item.d) || 0) + Number(item.shown));
    }
    const shown = items.filter((item) => item.shown);
    root.classList.toggle("filtering", shown.length < items.length);
    root.classList.toggle("no-scopes", !$("scopes").checked);
    $("count").textContent = `${shown.length} of ${items.length} statements`;
    const bounds = [$("low").value, $("high").value].map(Number).sort((a, b) => a - b);
    $("range").textContent = bounds.map(two).join(" to ");
    for (const element of wide(".hits")) element.textContent = String(counts.get(Number(element.dataset.d)) || 0);
    for (const element of wide(".only")) {
      element.setAttribute("aria-pressed", String(element.dataset.who === $("speaker").value));
    }
    if (current && !current.shown) select(null);
    const entry = current || shown[0];
    for (const item of items) item.badge.tabIndex = item === entry ? 0 : -1;
  };
  const onlySpeaker = (who) => {
    $("speaker").value = $("speaker").value === who ? "" : who;
    filter();
  };

  // Events -------------------------------------------------------------------------------------------------------
  const innermost = (target, article) => {
    const found = [];
    for (let part = target.closest(".st"); part && article.contains(part); part = part.parentElement.closest(".st")) {
      const item = places.get(`${article.dataset.d}.${part.dataset.s}`);
      if (item && item.shown) found.push(item);
    }
    return found;
  };
  const onClick = (event) => {
    const article = event.target.closest("article");
    const badge = event.target.closest(".badge");
    if (badge) return select(places.get(`${article.dataset.d}.${badge.dataset.s}`));
    if (!article || !event.target.closest(".text") || String(window.getSelection())) return undefined;
    // A second click on the same place goes on to the statement around it.
    const found = innermost(event.target, article);
    if (found.length) select(found[(found.indexOf(current) + 1) % found.length], false);
    return undefined;
  };
  const onEscape = () => {
    if (current) select(null);
    else {
      $("filters").reset();
      filter();
    }
  };
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    o: () => current && select(places.get(`${current.d}.${current.record.attribution.parent}`) || current),
    s: () => current && onlySpeaker(current.badge.dataset.who),
    "?": () => $("help").showModal(),
    "/": () => {
      $("side").classList.add("open");
      $("search").focus();
      $("search").select();
    },
    Escape: onEscape,
  };
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    const typing = event.target.matches("input[type=search], select, textarea");
    if (event.target === $("search") && event.key === "Escape" && $("search").value) {
      $("search").value = "";
      filter();
      event.preventDefault();
    } else if (event.target === $("search") && event.key === "Enter") {
      event.preventDefault();
      current = null;
      step(1);
    } else if (typing && event.key === "Escape") {
      event.target.blur();
    } else if (!typing && Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      actions[event.key]();
    }
  };
  const sortable = (head) => {
    const index = [...head.parentElement.children].indexOf(head);
    const body = $("compare").tBodies[0];
    const value = (row) => row.cells[index].dataset.v;
    const sort = () => {
      const numeric = head.dataset.sort === "number";
      const down = head.ariaSort ? head.ariaSort === "ascending" : numeric;
      for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const compare = numeric ? (a, b) => value(a) - value(b) : (a, b) => value(a).localeCompare(value(b));
      body.append(...[...body.rows].sort((a, b) => (down ? compare(b, a) : compare(a, b))));
    };
    head.replaceChildren(button(head.textContent, sort));
  };
  const themed = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    $("theme").textContent = dark ? "Light" : "Dark";
    $("theme").setAttribute("aria-label", dark ? "Use light colours" : "Use dark colours");
    return dark;
  };
  const followHash = () => {
    const match = /^#d(\d+)-s(\d+)$/.exec(window.location.hash);
    const item = match && places.get(`${match[1]}.${match[2]}`);
    if (item) select(item);
  };

  root.classList.add("scripted");
  for (const element of wide(".needs-script")) element.hidden = false;
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  $("filters").addEventListener("input", filter);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", () => setTimeout(filter));
  for (const element of wide(".only")) element.addEventListener("click", () => onlySpeaker(element.dataset.who));
  for (const head of wide("#compare th[data-sort]")) sortable(head);
  $("help-open").addEventListener("click", () => $("help").showModal());
  $("help-close").addEventListener("click", () => $("help").close());
  $("filters-toggle").addEventListener("click", () => {
    const open = $("side").classList.toggle("open");
    $("filters-toggle").setAttribute("aria-expanded", String(open));
    if (open) $("side").scrollIntoView({ block: "end" });
  });
  $("theme").addEventListener("click", () => {
    root.dataset.theme = themed() ? "light" : "dark";
    themed();
  });
  window.addEventListener("hashchange", followHash);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", themed);
  themed();
  filter();
  followHash();
})();
