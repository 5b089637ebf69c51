// The page of a new story: its form, its footage, and a name made of its title.

import { startForm, wrote } from "./form.js";
import { byId } from "./page.js";
import { startUpload } from "./upload.js";

const name = byId("f-name");
const titles = ["ca", "en"].map((lang) => byId(`f-title-${lang}`));

/** A title as a part of an address; the server does the same (desk_new.slug_of). */
const slug = (words) => words.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase()
  .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");

const wished = () => slug(titles.find((title) => title.value.trim())?.value ?? "");

startForm();
let proposed = wished();
for (const title of titles) {
  title.addEventListener("input", () => {
    if (name.value === "" || name.value === proposed) name.value = wished();
    proposed = wished();
  });
}
startUpload(wrote);
