// Lists that are made anew under whoever stands in them: nobody loses their place, or what they have typed there.

const rowsIn = (list) => [...list.querySelectorAll("[data-key]")];
const partsOf = (row) => [...row.querySelectorAll("button, input")];

/** What is written on a button; numbers ("2 of 5") stand behind it. */
const label = (part) => part.firstChild?.textContent;

/** Puts `entries` in place of what `list` has. Their rows bear data-key. The focus stays on the same button; where that is
 * gone, or asks something else now, it comes before the row in that place: whoever presses twice decides nothing twice.
 * otherwise: gives what has it where there is no row. */
export function anew(list, entries, otherwise) {
  const here = document.activeElement;
  const before = rowsIn(list);
  const at = before.findIndex((row) => row.contains(here));
  const part = at < 0 ? -1 : partsOf(before[at]).indexOf(here);
  const typed = new Map(before.map((row) => [row.dataset.key, row.querySelector("input")?.value]).filter(([, value]) => value));
  list.replaceChildren(...entries);
  const rows = rowsIn(list);
  for (const row of rows) if (typed.has(row.dataset.key)) row.querySelector("input").value = typed.get(row.dataset.key);
  if (at < 0) return;
  const same = rows.find((row) => row.dataset.key === before[at].dataset.key);
  const there = same && partsOf(same)[part];
  if (there && label(there) === label(here)) there.focus();
  else (rows[Math.min(at, rows.length - 1)]?.querySelector("button, input") ?? otherwise()).focus();
}
