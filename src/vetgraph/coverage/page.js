function show(number) {
  const [state, reason, said, statements] = data.tokens[number];
  panel.replaceChildren();
  add(panel, "h2", said);
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
