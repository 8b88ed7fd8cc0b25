"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement, panel = document.getElementById("panel");
const at = () => (root.lang === "zh" ? 0 : 1);
let shown = null;

function add(parent, tag, text, kind) {
  const node = document.createElement(tag);
  node.textContent = text;
  if (kind) node.className = kind;
  parent.append(node);
  return node;
}

function show(number) {
  shown = number;
  for (const other of document.querySelectorAll(".t.on")) other.classList.remove("on");
  for (const part of document.querySelectorAll(`.t[data-n="${number}"]`)) part.classList.add("on");
  const [state, reason, said, statements] = data.tokens[number];
  panel.replaceChildren();
  add(panel, "h2", said).style.fontSize = "1rem";
  add(panel, "p", data.words[state][at()] + (reason ? " · " + data.reasons[reason][at()] : ""));
  for (const place of statements) {
    const one = data.statements[place], article = add(panel, "article", "");
    add(article, "strong", one.kind[at()]);
    add(article, "div", one.what[at()]);
    if (one.value[at()]) add(article, "div", ["值：", "Value: "][at()] + one.value[at()]);
    if (one.period[at()]) add(article, "div", ["时间：", "Period: "][at()] + one.period[at()]);
    for (const quote of one.quotes) add(add(article, "div", ""), "q", quote);
    add(article, "code", one.id);
  }
}

document.getElementById("text").addEventListener("click", (event) => {
  const part = event.target.closest(".t");
  if (part) show(Number(part.dataset.n));
});
document.getElementById("text").addEventListener("keydown", (event) => {
  const part = event.target.closest(".t");
  if (part && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    show(Number(part.dataset.n));
  }
});
document.getElementById("language").addEventListener("click", () => {
  root.lang = root.lang === "zh" ? "en" : "zh";
  if (shown !== null) show(shown);
});
document.getElementById("only").addEventListener("click", (event) => {
  const only = document.body.classList.toggle("only");
  event.currentTarget.setAttribute("aria-pressed", String(only));
});
