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

// A page's own script defines show(number): what a click on a mark or a change of language does.
function choose(number) {
  shown = number;
  for (const other of document.querySelectorAll(".on")) other.classList.remove("on");
  for (const part of document.querySelectorAll(`.t[data-n="${number}"]`)) part.classList.add("on");
  show(number);
}

document.getElementById("text").addEventListener("click", (event) => {
  const part = event.target.closest(".t");
  if (part) choose(Number(part.dataset.n));
});
document.getElementById("text").addEventListener("keydown", (event) => {
  const part = event.target.closest(".t");
  if (part && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    choose(Number(part.dataset.n));
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
