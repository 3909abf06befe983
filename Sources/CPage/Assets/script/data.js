// Data comes as scripts that call nervePage: a page opened from disk may load those and nothing else.

const data = {
  facts: null,
  rows: [],
  byItem: new Map(),
  byStudy: new Map(),
  isComplete: false,
};
/** Nothing more will come; `data.isComplete` tells whether all came. */
const whenComplete = new Promise((resolve) => { data.announce = resolve; });
const detailFiles = new Map();
const keptDetailFiles = 8;

globalThis.nervePage = {
  facts(facts) { data.facts = facts; },
  rows(number, lists) { for (const values of lists) addRow(values); },
  details(number, records) {
    detailFiles.set(number, new Map(records.map((record) => [record.item, record])));
  },
};

function named(names, values) {
  const object = {};
  for (let index = 0; index < names.length; index += 1) object[names[index]] = values[index];
  return object;
}

function addRow(values) {
  const row = named(data.facts.columns, values);
  row.nerves = row.nerves.map((nerve) => named(data.facts.nerveColumns, nerve));
  row.place = data.rows.length;
  data.rows.push(row);
  data.byItem.set(row.item, row);
  if (row.study === null) return;
  const study = data.byStudy.get(row.study);
  if (study) study.push(row); else data.byStudy.set(row.study, [row]);
}

function loadScript(kind, number) {
  return new Promise((resolve, reject) => {
    const name = `page/${kind}-${String(number).padStart(4, "0")}.js`;
    const script = make("script", { src: name });
    script.addEventListener("load", () => { script.remove(); resolve(); });
    script.addEventListener("error", () => reject(new Error(`${name} cannot be loaded`)));
    document.head.append(script);
  });
}

/** Loads the files of rows one by one; `arrived` is called after each. */
async function loadRows(arrived) {
  try {
    for (let number = 1; number <= data.facts.rowFiles; number += 1) {
      await loadScript("rows", number);
      data.isComplete = number === data.facts.rowFiles;
      arrived();
    }
    data.isComplete = true;
  } finally {
    data.announce();
  }
}

/** Everything about one item, as its report has it. */
async function loadDetails(row) {
  if (!detailFiles.has(row.details)) await loadScript("details", row.details);
  const file = detailFiles.get(row.details);
  if (!file) throw new Error("the details of this item cannot be read");
  // Those used last are kept.
  detailFiles.delete(row.details);
  detailFiles.set(row.details, file);
  while (detailFiles.size > keptDetailFiles) detailFiles.delete(detailFiles.keys().next().value);
  return file.get(row.item);
}
