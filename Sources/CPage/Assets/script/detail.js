// One item: picture, values with intervals and units, scale, flags, reasons, marks.

const itemAddress = (row) => "#item=" + encodeURIComponent(row.item);
let openRow = null;

async function showDetail(row) {
  openRow = row;
  const main = byId("detail");
  let record = null;
  try {
    record = await loadDetails(row);
  } catch (error) {
    complain(`${error.message}: was the folder copied whole?`);
  }
  if (openRow !== row) return;
  main.replaceChildren(
    itemBar(row),
    make("h2", { id: "detail-title", tabindex: "-1" }, nameOf(row)),
    make("p.note", {}, stateElement(row.status), placeOf(row) ? ` · ${placeOf(row)}` : "",
      row.study === null ? "" : ` · study ${row.study}`, ` · item ${row.item}`),
    markBar(row),
    make("div.item", {},
      make("div", {}, pictures(row), make("div", {}, studyParts(row))),
      make("div", {}, reasonPart(row), record ? valueParts(row, record) : null)));
  byId("list").hidden = true;
  main.hidden = false;
}

function itemBar(row) {
  const place = selection.rows.indexOf(row);
  return make("div.bar-of-item", {},
    button("← List", showList, { title: "Back to the list (Esc)" }),
    button("Previous", () => step(-1), { title: "Previous item (k)", disabled: place <= 0 }),
    button("Next", () => step(1), {
      title: "Next item (j)", disabled: place < 0 || place >= selection.rows.length - 1,
    }),
    make("span.note", {}, place < 0
      ? "not in the filtered list" : `${place + 1} of ${selection.rows.length.toLocaleString("en")}`));
}

function markBar(row) {
  const choice = (word, key) => button(word === "pass" ? "✓ Pass" : "✗ Fail", () => judge(word), {
    class: word, id: `mark-${word}`, title: `Mark: ${word} (${key})`,
  });
  const text = make("textarea", {
    id: "comment", maxlength: "2000", rows: "1", "aria-describedby": "mark-source",
  });
  // Kept while it is typed: who closes the page loses nothing.
  text.addEventListener("input", () => {
    setMark(row, { comment: text.value.trim() || null });
    fillMarkBar(bar, row);
  });
  text.addEventListener("change", () => commented(row));
  const bar = make("section", { "aria-label": "Mark" },
    make("div.bar-of-item", {}, choice("pass", "p"), choice("fail", "f"),
      button("Remove mark", unmark, { id: "mark-remove", title: "Remove your mark (x)" }),
      make("span.note", { id: "mark-source" })),
    make("div.comment", {}, make("label", { for: "comment" }, "Comment"), text));
  fillMarkBar(bar, row);
  return bar;
}

/** Says what the mark is. In place: a button that is replaced between press and release gets no click. */
function fillMarkBar(bar, row) {
  const mark = markOf(row);
  for (const word of ["pass", "fail"]) {
    bar.querySelector(`#mark-${word}`).setAttribute("aria-pressed", String(mark?.mark === word));
  }
  bar.querySelector("#mark-remove").disabled = !marks.own.has(row.item);
  bar.querySelector("#mark-source").textContent = markSource(row);
  const text = bar.querySelector("#comment");
  const comment = ownMarkOf(row)?.comment ?? "";
  if (text.value.trim() !== comment) text.value = comment;
}

/** What others said, or the reader of another result; in words. */
function markSource(row) {
  const outdated = outdatedMarkOf(row);
  if (outdated) return `You marked an earlier result: ${outdated.mark ?? outdated.comment}. Look again.`;
  const file = markInFileOf(row);
  if (!file) return "";
  return `${file.reader ? `${file.reader} said` : "A file says"}: `
    + `${[file.mark, file.comment].filter(Boolean).join(", ")}.`;
}

function pictures(row) {
  const parts = [];
  if (row.overlay) {
    parts.push(make("figure", {},
      make("a", { href: address(row.overlay) },
        picture("picture-large", row.overlay, `Annotated picture of ${nameOf(row)}`)),
      make("figcaption", {}, "Annotated picture; it opens in full size.")));
  } else {
    parts.push(make("p.no-picture", {}, "No picture: no frame was read."));
  }
  if (row.plot) {
    parts.push(make("figure", {},
      picture("cine", row.plot, "Area, displacement and flattening of the followed nerve over time"),
      make("figcaption", {}, make("a", { href: address(row.plot) }, "Plot of the followed nerve"),
        "; shaded where it was not seen.")));
  }
  return parts;
}

function reasonPart(row) {
  if (!row.explanation) return null;
  return make(`p.reason.${row.status}`, {},
    make("strong", {}, `Not measured: ${wordsOf("reasons", row.reason)}. `), row.explanation);
}

function valueParts(row, record) {
  const parts = [flagsPart(record), ...record.nerves.map((nerve) => nervePart(nerve, row.nerveCount))];
  if (row.nerveCount > record.nerves.length) {
    parts.push(make("p", {}, `and ${row.nerveCount - record.nerves.length} more: see the report.`));
  }
  parts.push(seriesPart(record), scalePart(record), acquisitionPart(record), filesPart(row, record));
  return parts;
}

/** Pictures of the whole MR series that a slice belongs to. */
function seriesPart(record) {
  const files = record.series_pictures;
  if (!files) return null;
  const words = {
    straightened: "nerves laid straight", montage: "slices side by side", coronal: "coronal reformat",
    sagittal: "sagittal reformats", profile: "profile along the nerves",
  };
  const links = Object.entries(words).filter(([kind]) => files[kind]).map(([kind, name]) =>
    make("li", {}, make("a", { href: address(files[kind]) }, name)));
  const shown = files.straightened ?? files.coronal;
  return make("section", {}, make("h3", {}, "Series"),
    shown && make("a", { href: address(shown) },
      picture("picture-large", shown, "Both nerves of the series along their course")),
    make("ul.list", {}, links));
}

/** What holds of every echo value comes last. */
function flagsPart(record) {
  const all = new Set([...record.flags, ...record.nerves.flatMap((nerve) => nerve.flags)]);
  if (!all.size) return null;
  const flags = [...all].sort((a, b) => (a === "gainDependent") - (b === "gainDependent"));
  return make("section", {}, make("h3", {}, "Flags"), make("ul.list", {}, flags.map(flagLine)));
}

function flagLine(flag) {
  const entry = data.facts.flags.find((entry) => entry.code === flag);
  return make("li", {}, make("strong", {}, wordsOf("flags", flag)),
    entry?.explanation ? `: ${entry.explanation}` : "");
}

function nervePart(nerve, count) {
  const side = nerve.side ? `, ${nerve.side}` : "";
  const title = (count > 1 ? `Nerve ${nerve.rank} of ${count}` : "Nerve") + side;
  return make("section", {},
    make("h3", {}, title),
    make("p.note", {}, [
      nerve.nerve === "nerve" ? "which nerve: not stated" : nerve.nerve,
      `drawn: ${nerve.provenance}`, `follows ${plainWords(nerve.outline_convention).trim()}`,
      nerve.confidence === null ? null : `confidence ${fixed(nerve.confidence, 3)}`,
    ].filter(Boolean).join(" · ")),
    make("table.values", {},
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Quantity"),
        make("th.value", { scope: "col" }, "Value"),
        make("th.value", { scope: "col" }, "95 % interval"), make("th", { scope: "col" }, "Unit"))),
      data.facts.quantityGroups.map((group) => quantityGroup(group, nerve.quantities))));
}

function quantityGroup(group, quantities) {
  const kinds = group.quantities.filter((kind) => quantities[kind.key]);
  if (!kinds.length) return null;
  return make("tbody", {},
    make("tr", {}, make("th", { scope: "rowgroup", colspan: "4" }, group.title)),
    kinds.map((kind) => quantityRow(kind, quantities[kind.key])));
}

function quantityRow(kind, quantity) {
  const isMain = kind.key === "csa_mm2";
  const range = interval(quantity.low, quantity.high, kind.decimals).trim();
  return make(isMain ? "tr.main" : "tr", {},
    make("th", { scope: "row", title: kind.meaning }, kind.title),
    make("td.value", {}, fixed(quantity.value, kind.decimals)),
    make("td.value", {}, range.replace(/[[\]]/g, "")),
    make("td", {}, kind.unit));
}

function pairs(entries) {
  const shown = entries.filter(([, value]) => value !== null && value !== undefined);
  if (!shown.length) return null;
  return make("dl.pairs", {}, shown.flatMap(([term, value]) =>
    [make("dt", {}, term), make("dd", {}, value)]));
}

function scalePart(record) {
  const scales = [...record.nerves.map((nerve) => nerve.scale), ...record.scale.map((part) => part.scale)];
  const known = scales.find((scale) => scale.basis !== null);
  const unknown = scales.find((scale) => scale.gap !== null);
  if (!known && !unknown) return null;
  return make("section", {}, make("h3", {}, "Scale"), known ? pairs([
    ["Source", plainWords(known.basis)],
    ["Between rows", `${fixed(known.spacing_row_mm, 4)} mm`],
    ["Between columns", `${fixed(known.spacing_column_mm, 4)} mm`],
    ["Uncertainty (95 %)", `± ${fixed(known.relative_uncertainty * 100, 1)} %`],
  ]) : null, unknown ? make("p", {}, `No scale: ${unknown.gap_explanation}.`) : null);
}

function acquisitionPart(record) {
  const seen = record.covariates;
  const list = pairs([
    ["Modality", record.modality], ["Manufacturer", seen.manufacturer], ["Device", seen.model],
    ["Probe", seen.probe], ["Sequence", seen.sequence && plainWords(seen.sequence)],
    ["Frequency", seen.transducer_frequency_mhz === null
      ? null : `${seen.transducer_frequency_mhz} MHz`],
    ["Position", seen.position],
    ["Picture", record.columns === null ? null : `${record.columns} × ${record.rows} pixels`],
    ["DICOM instance", record.instance], ["Time in cine", record.cine && record.cine.time_ms !== null
      ? `${fixed(record.cine.time_ms, 0)} ms` : null],
  ]);
  return list && make("section", {}, make("h3", {}, "Acquisition"), list);
}

function filesPart(row, record) {
  const report = row.study !== null && row.status !== "skipped" ? `${row.study}/report.json` : null;
  const volume = ["MR series: profile, left and right, findings", record.volume_page];
  const links = [volume, ["report.json", report], ["annotated picture", record.overlay], ["label mask", record.mask]]
    .filter(([, path]) => path).map(([words, path]) =>
      make("li", {}, make("a", { href: address(path) }, words)));
  return links.length
    ? make("section", {}, make("h3", {}, "Files"), make("ul.list", {}, links)) : null;
}
