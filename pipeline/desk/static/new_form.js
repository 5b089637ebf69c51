// The page of a new story: its form, its footage, and a name made of its title.

import { startForm, wrote } from "./form.js";
import { byId } from "./page.js";
import { startUpload } from "./upload.js";

const name = byId("f-name");
const title = byId("f-title-ca");

/** A title as a part of an address. */
const slug = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);

startForm();
let proposed = slug(title.value);
title.addEventListener("input", () => {
  if (name.value === "" || name.value === proposed) name.value = slug(title.value);
  proposed = slug(title.value);
});
startUpload(wrote);
