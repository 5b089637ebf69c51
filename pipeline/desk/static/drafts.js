// What somebody has written in a form and not sent yet: the browser keeps it over a reload and a server that is gone.

/** What a form would send, files aside: [name, value]. */
export const pairsOf = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");

/** Keeps `pairs` under a name; nothing, for null. */
export function keepDraft(name, pairs) {
  try {
    if (pairs) localStorage.setItem(name, JSON.stringify(pairs));
    else localStorage.removeItem(name);
  } catch { /* a full or forbidden storage keeps nobody from writing */ }
}

/** What is kept under a name: the values by the names of fields; null where nothing is. */
export function draftOf(name) {
  const kept = JSON.parse(localStorage.getItem(name) ?? "null");
  if (!kept) return null;
  const given = new Map();
  for (const [field, value] of kept) given.set(field, [...(given.get(field) ?? []), value]);
  return given;
}

/** Puts values into all fields of a name. */
export function fill(form, name, values) {
  for (const [k, field] of [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].entries()) {
    if (field.type === "radio") field.checked = values.includes(field.value);
    else if (field.type === "checkbox") field.checked = field.value === "on" ? values.length > 0 : values.includes(field.value);
    else field.value = values[k] ?? "";
  }
}
