const findings = [...document.querySelectorAll(".finding")];
const cited = (finding) => finding.dataset.at.split(" ").filter(Boolean);

function show(number) {
  const citing = findings.filter((finding) => cited(finding).includes(String(number)));
  for (const finding of citing) finding.classList.add("on");
  if (citing.length) citing[0].scrollIntoView({ block: "nearest" });
}

function lead(finding) {
  for (const other of document.querySelectorAll(".on")) other.classList.remove("on");
  finding.classList.add("on");
  const parts = cited(finding).map((n) => document.querySelectorAll(`.t[data-n="${n}"]`));
  for (const part of parts.flatMap((some) => [...some])) part.classList.add("on");
  const first = parts.find((some) => some.length);
  if (first) first[0].scrollIntoView({ block: "center" });
}

for (const finding of findings) {
  finding.addEventListener("click", () => lead(finding));
  finding.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    lead(finding);
  });
}
